{{/* What things are called. No name of one release is one of another: those of the cluster end with the namespace. */}}

{{- define "frr-k8s.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "frr-k8s.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The name of an object of the cluster. A dot stands in no name of a namespace, so two releases never make the same one. */}}
{{- define "frr-k8s.clusterName" -}}
{{- printf "%s-%s.%s" (include "frr-k8s.fullname" .root) .part .root.Release.Namespace -}}
{{- end -}}

{{- define "frr-k8s.daemonAccount" -}}
{{- .Values.frrk8s.serviceAccount.name | default (ternary (printf "%s-daemon" (include "frr-k8s.fullname" .)) "default" .Values.frrk8s.serviceAccount.create) -}}
{{- end -}}

{{- define "frr-k8s.controllerAccount" -}}
{{- .Values.controller.serviceAccount.name | default (ternary (printf "%s-controller" (include "frr-k8s.fullname" .)) "default" .Values.controller.serviceAccount.create) -}}
{{- end -}}

{{- define "frr-k8s.image" -}}
{{- printf "%s:%s" .Values.frrk8s.image.repository (.Values.frrk8s.image.tag | default .Chart.AppVersion) -}}
{{- end -}}

{{/* What a selector is made of: never changes in the life of a release. */}}
{{- define "frr-k8s.selector" -}}
app.kubernetes.io/name: {{ include "frr-k8s.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "frr-k8s.labels" -}}
{{ include "frr-k8s.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end -}}

{{/*
What the daemons' pods are found by; the cleaner looks for the same. All but the last are also the Go project's: without it a DaemonSet would take over the pods
that a release of its chart has left, and replace them on all nodes.
*/}}
{{- define "frr-k8s.daemonSelector" -}}
{{ include "frr-k8s.selector" . }}
app.kubernetes.io/component: frr-k8s
frrk8s.metallb.io/implementation: dotnet
{{- end -}}

{{- define "frr-k8s.controllerSelector" -}}
{{ include "frr-k8s.selector" . }}
app.kubernetes.io/component: controller
{{- end -}}
