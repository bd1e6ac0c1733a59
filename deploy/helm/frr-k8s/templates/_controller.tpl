{{/* What the controller is called with. */}}

{{- define "frr-k8s.controllerCommand" -}}
{{- if not .Values.controller.statusCleaner.enabled -}}
webhook
{{- else if not .Values.controller.webhook.enabled -}}
status-cleaner
{{- else -}}
controller
{{- end -}}
{{- end -}}

{{- define "frr-k8s.controllerArgs" -}}
- --log-level={{ .Values.frrk8s.logLevel }}
{{- with .Values.controller.metricsPort }}
- --metrics-bind-address=:{{ . }}
{{- end }}
{{- if include "frr-k8s.hasPasswordRole" . }}
- --password-role={{ include "frr-k8s.fullname" . }}-passwords
{{- end }}
{{- if .Values.controller.statusCleaner.enabled }}
- --frrk8s-selector={{ include "frr-k8s.daemonSelector" . | replace ": " "=" | replace "\n" "," }}
{{- end }}
{{- if .Values.controller.webhook.enabled }}
- --webhook-port={{ .Values.frrk8s.webhookPort }}
{{- include "frr-k8s.tlsArgs" . }}
- --conflicts={{ .Values.controller.webhook.conflicts }}
- --possible-conflicts={{ .Values.controller.webhook.possibleConflicts }}
{{- if .Values.frrk8s.disableCertRotation }}
- --disable-cert-rotation
- --cert-dir=/etc/webhook
{{- else }}
- --cert-service-name={{ include "frr-k8s.fullname" . }}-webhook-service
- --cert-secret-name={{ include "frr-k8s.fullname" . }}-webhook-server-cert
- --webhook-configuration-name={{ include "frr-k8s.clusterName" (dict "root" . "part" "webhook") }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "frr-k8s.masterTolerations" -}}
{{- if .Values.frrk8s.tolerateMaster }}
- key: node-role.kubernetes.io/control-plane
  operator: Exists
  effect: NoSchedule
- key: node-role.kubernetes.io/master
  operator: Exists
  effect: NoSchedule
{{- end }}
{{- end -}}

{{- define "frr-k8s.controllerAffinity" -}}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "frr-k8s.controllerSelector" . | nindent 12 }}
{{- end -}}
