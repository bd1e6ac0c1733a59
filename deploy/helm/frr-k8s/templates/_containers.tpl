{{/* The two containers of a node. */}}

{{- define "frr-k8s.frrContainer" -}}
- name: frr
  {{- include "frr-k8s.imageLines" . | nindent 2 }}
  command: [/usr/local/bin/frr-start]
  env:
    - name: BGP_LISTEN
      value: {{ .Values.frrk8s.frr.acceptIncomingBGPConnections | quote }}
  {{- if .Values.frrk8s.startupProbe.enabled }}
  startupProbe:
    exec:
      command: [/bin/sh, -c, test -S /run/frr/zebra.vty && test -S /run/frr/bgpd.vty]
    {{- include "frr-k8s.probeTimes" .Values.frrk8s.startupProbe | nindent 4 }}
  {{- end }}
  {{- with .Values.frrk8s.frr.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 179
    runAsGroup: 179
    readOnlyRootFilesystem: true
    # The start gives each daemon what it needs of these and no more; Kubernetes takes no other word here beside SYS_ADMIN.
    allowPrivilegeEscalation: true
    capabilities:
      drop: [ALL]
      add: [NET_ADMIN, NET_BIND_SERVICE, NET_RAW, SYS_ADMIN]
  volumeMounts:
    - name: frr-run
      mountPath: /run/frr
    - name: frr-tmp
      mountPath: /tmp
{{- end -}}

{{- define "frr-k8s.frrk8sContainer" -}}
- name: frrk8s
  {{- include "frr-k8s.imageLines" . | nindent 2 }}
  command: [/usr/local/bin/frrk8s, daemon]
  args:
    {{- range include "frr-k8s.daemonArgs" . | fromYamlArray }}
    - {{ . | quote }}
    {{- end }}
  env:
    - name: NODE_NAME
      valueFrom:
        fieldRef:
          fieldPath: spec.nodeName
    - name: NAMESPACE
      valueFrom:
        fieldRef:
          fieldPath: metadata.namespace
    - name: POD_NAME
      valueFrom:
        fieldRef:
          fieldPath: metadata.name
  ports:
    - name: health
      containerPort: {{ .Values.frrk8s.healthPort }}
    {{- if .Values.prometheus.secureMetricsPort }}
    - name: metricshttps
      containerPort: {{ .Values.prometheus.secureMetricsPort }}
    {{- end }}
  {{- if .Values.frrk8s.livenessProbe.enabled }}
  livenessProbe:
    httpGet: {host: 127.0.0.1, path: /healthz, port: health}
    {{- include "frr-k8s.probeTimes" .Values.frrk8s.livenessProbe | nindent 4 }}
  {{- end }}
  {{- if .Values.frrk8s.readinessProbe.enabled }}
  readinessProbe:
    httpGet: {host: 127.0.0.1, path: /readyz, port: health}
    {{- include "frr-k8s.probeTimes" .Values.frrk8s.readinessProbe | nindent 4 }}
  {{- end }}
  {{- with .Values.frrk8s.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 179
    runAsGroup: 179
    readOnlyRootFilesystem: true
    allowPrivilegeEscalation: false
    capabilities:
      drop: [ALL]
  volumeMounts:
    - name: frr-run
      mountPath: /run/frr
    - name: state
      mountPath: /var/lib/frrk8s
    - name: frrk8s-tmp
      mountPath: /tmp
    - name: api-access
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      readOnly: true
    {{- if .Values.tls.metricsTLSSecret }}
    - name: metrics-certs
      mountPath: /etc/metrics
      readOnly: true
    {{- end }}
{{- end -}}

{{- define "frr-k8s.daemonArgs" -}}
{{- $v := .Values.frrk8s -}}
- --log-level={{ $v.logLevel }}
- --health-probe-bind-address=127.0.0.1:{{ $v.healthPort }}
{{- if .Values.prometheus.secureMetricsPort }}
- --metrics-bind-address=:{{ .Values.prometheus.secureMetricsPort }}
{{- if .Values.tls.metricsTLSSecret }}
- --metrics-cert-dir=/etc/metrics
{{- else }}
- --metrics-self-signed
{{- end }}
{{- include "frr-k8s.tlsArgs" . }}
{{- else }}
- --metrics-bind-address=0
{{- end }}
- --conflict-policy={{ $v.conflictPolicy }}
- --drift-policy={{ $v.driftPolicy }}
- --drift-interval={{ $v.driftInterval }}
- --apply-timeout={{ $v.applyTimeout }}
- --query-timeout={{ $v.queryTimeout }}
- --fallback-router-id={{ $v.fallbackRouterId }}
{{- with $v.alwaysBlock }}
- --always-block={{ . }}
{{- end }}
{{- with $v.bgpDebounceTimeout }}
- --bgp-debounce-timeout={{ . }}
{{- end }}
{{- end -}}

{{- define "frr-k8s.tlsArgs" }}
- --tls-min-version={{ .Values.tls.minVersion }}
{{- with .Values.tls.cipherSuites }}
- --tls-cipher-suites={{ . }}
{{- end }}
{{- with .Values.tls.curvePreferences }}
- --tls-curve-preferences={{ . }}
{{- end }}
{{- end -}}

{{- define "frr-k8s.volumes" -}}
- name: frr-run
  emptyDir: {}
- name: frr-tmp
  emptyDir: {}
- name: frrk8s-tmp
  emptyDir: {}
# What kubelet would mount into both containers.
- name: api-access
  projected:
    defaultMode: 288 # 0440
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3607
      - configMap:
          name: kube-root-ca.crt
          items:
            - key: ca.crt
              path: ca.crt
      - downwardAPI:
          items:
            - path: namespace
              fieldRef:
                fieldPath: metadata.namespace
- name: state
  {{- if .Values.frrk8s.stateHostPath }}
  hostPath:
    path: {{ .Values.frrk8s.stateHostPath }}
    type: Directory
  {{- else }}
  emptyDir: {}
  {{- end }}
{{- if .Values.tls.metricsTLSSecret }}
- name: metrics-certs
  secret:
    secretName: {{ .Values.tls.metricsTLSSecret }}
    defaultMode: 288 # 0440
{{- end }}
{{- end -}}
