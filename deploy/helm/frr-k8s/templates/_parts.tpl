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

{{/* What places and runs a pod: of. A value of the user wins over what the image needs. */}}
{{- define "frr-k8s.podSettings" -}}
nodeSelector:
  {{- merge (dict) .of.nodeSelector (dict "kubernetes.io/os" "linux") | toYaml | nindent 2 }}
{{- with .of.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .of.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- end -}}

{{/*
The affinity of a pod, with the architectures of the image: root, affinity. Terms of node affinity are alternatives, so each of them gets the condition.
*/}}
{{- define "frr-k8s.affinity" -}}
{{- $affinity := deepCopy (.affinity | default dict) }}
{{- with .root.Values.frrk8s.image.architectures }}
{{- $isBuilt := dict "key" "kubernetes.io/arch" "operator" "In" "values" . }}
{{- $node := $affinity.nodeAffinity | default dict }}
{{- $required := $node.requiredDuringSchedulingIgnoredDuringExecution | default dict }}
{{- $terms := list }}
{{- range $required.nodeSelectorTerms | default (list dict) }}
{{- $terms = append $terms (merge (dict "matchExpressions" (append (.matchExpressions | default list) $isBuilt)) .) }}
{{- end }}
{{- $_ := set $affinity "nodeAffinity" (merge (dict "requiredDuringSchedulingIgnoredDuringExecution" (dict "nodeSelectorTerms" $terms)) $node) }}
{{- end }}
{{- with $affinity }}
{{- toYaml . }}
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
