{{/* Parts that more than one template has. */}}

{{- define "frr-k8s.hasWebhook" -}}
{{- if and .Values.controller.enabled .Values.controller.webhook.enabled -}}true{{- end -}}
{{- end -}}

{{- define "frr-k8s.hasController" -}}
{{- if and .Values.controller.enabled (or .Values.controller.webhook.enabled .Values.controller.statusCleaner.enabled) -}}true{{- end -}}
{{- end -}}

{{/* Whether the nodes read just the Secrets that the controller puts on their list. */}}
{{- define "frr-k8s.hasPasswordRole" -}}
{{- if eq .Values.rbac.passwordSecrets "referenced" -}}
{{- if not (include "frr-k8s.hasController" .) -}}
{{- fail "rbac.passwordSecrets: `referenced` needs the controller, which keeps the list of Secrets; enable controller.webhook or controller.statusCleaner, or say `namespace`" -}}
{{- end -}}
true
{{- end -}}
{{- end -}}

{{- define "frr-k8s.hasNodePolicy" -}}
{{- if eq .Values.rbac.nodePolicy "always" -}}
true
{{- else if eq .Values.rbac.nodePolicy "auto" -}}
{{- if semverCompare ">=1.30-0" .Capabilities.KubeVersion.Version -}}true{{- end -}}
{{- end -}}
{{- end -}}

{{/* What places and runs a pod. */}}
{{- define "frr-k8s.podSettings" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- end -}}

{{- define "frr-k8s.imageLines" -}}
image: {{ include "frr-k8s.image" . | quote }}
{{- with .Values.frrk8s.image.pullPolicy }}
imagePullPolicy: {{ . }}
{{- end }}
{{- end -}}

{{- define "frr-k8s.pullSecrets" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "frr-k8s.probeTimes" -}}
{{- omit . "enabled" | toYaml -}}
{{- end -}}
