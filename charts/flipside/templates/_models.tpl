{{/* Copies models out of the bucket into the pod's cache before it starts. dict "root" "image" "models" */}}
{{- define "flipside.modelsFromStore" -}}
name: models
image: {{ .image }}
imagePullPolicy: {{ .root.Values.images.pullPolicy }}
args: [models, fetch, {{ .models.prefix | quote }}, --library, /models, --sha256, {{ .models.sha256 | quote }}]
envFrom:
  - configMapRef: {name: {{ include "flipside.fullname" .root }}-settings}
env:
  - name: FLIPSIDE_STORE_ACCESS_KEY
    valueFrom: {secretKeyRef: {name: {{ .root.Values.store.secret }}, key: access-key}}
  - name: FLIPSIDE_STORE_SECRET_KEY
    valueFrom: {secretKeyRef: {name: {{ .root.Values.store.secret }}, key: secret-key}}
resources:
  requests: {cpu: 500m, memory: 1Gi}
  limits: {memory: 2Gi}
securityContext:
  {{- include "flipside.containerSecurity" . | nindent 2 }}
volumeMounts:
  - {name: models, mountPath: /models}
  - {name: data, mountPath: /var/lib/flipside}
  - {name: tmp, mountPath: /tmp}
{{- end -}}

{{/* What pods have that need models: volumes, mounts, initContainers, env. dict "root" "image" "models" */}}
{{- define "flipside.models" -}}
{{- $models := .models -}}
{{- if ne $models.source "shipped" -}}
{{- $volume := dict "name" "models" -}}
{{- $init := list -}}
{{- if eq $models.source "image" -}}
{{- $_ := set $volume "image" (dict "reference" $models.reference "pullPolicy" $models.pullPolicy) -}}
{{- else if eq $models.source "pvc" -}}
{{- $_ := set $volume "persistentVolumeClaim" (dict "claimName" $models.claim "readOnly" true) -}}
{{- else -}}
{{- $_ := set $volume "emptyDir" (dict "sizeLimit" $models.size) -}}
{{- $init = append $init (include "flipside.modelsFromStore" . | fromYaml) -}}
{{- end -}}
{{- dict "volumes" (list $volume) "mounts" (list (dict "name" "models" "mountPath" "/models" "readOnly" true)) "initContainers" $init "env" (dict "FLIPSIDE_LIBRARY" "/models") | toYaml -}}
{{- else -}}
{}
{{- end -}}
{{- end -}}
