{{- define "flipside.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "flipside.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "flipside.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "flipside.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "flipside.selector" -}}
app.kubernetes.io/name: {{ include "flipside.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "flipside.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "flipside.selector" . }}
{{- end -}}

{{/* A name of Kubernetes out of a generator's name, which may have capitals, dots and underscores. */}}
{{- define "flipside.slug" -}}
{{- $plain := . | lower | replace "." "-" | replace "_" "-" -}}
{{- if eq $plain . -}}
{{- $plain | trunc 30 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" ($plain | trunc 22 | trimSuffix "-") (sha256sum . | trunc 6) -}}
{{- end -}}
{{- end -}}

{{/* dict "image" (of images) "root" */}}
{{- define "flipside.image" -}}
{{- if .image.digest -}}
{{- printf "%s@%s" .image.repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" .image.repository (default .root.Chart.AppVersion .image.tag) -}}
{{- end -}}
{{- end -}}

{{/* A generator with what it leaves out. dict "name" "root" */}}
{{- define "flipside.generator" -}}
{{- mergeOverwrite (deepCopy .root.Values.generatorDefaults) (deepCopy (default dict (index .root.Values.generators .name))) | toYaml -}}
{{- end -}}

{{/* Seconds of grace: the longest update, its checkpoint, and a little. */}}
{{- define "flipside.grace" -}}
{{- add .longestUpdateSeconds .checkpointSeconds 5 -}}
{{- end -}}

{{/* Port of an address. dict "address" "otherwise" */}}
{{- define "flipside.port" -}}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+/?$" .address | trimSuffix "/") | default .otherwise -}}
{{- end -}}

{{/* Who answers for names. */}}
{{- define "flipside.dns" -}}
{{- if .Values.networkPolicy.dnsTo -}}
{{- toYaml .Values.networkPolicy.dnsTo -}}
{{- else -}}
- namespaceSelector: {}
  podSelector: {matchLabels: {k8s-app: kube-dns}}
{{- end -}}
{{- end -}}

{{/* Environment of every pod, beside its role. */}}
{{- define "flipside.environment" -}}
{{- $v := .root.Values -}}
{{- $full := include "flipside.fullname" .root -}}
- name: FLIPSIDE_POD_NAME
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: FLIPSIDE_POD_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
- name: FLIPSIDE_POD_NODE
  valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
- name: POD_IP
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
- name: FLIPSIDE_ROLES
  value: {{ .role }}
- name: FLIPSIDE_HEAP
  value: {{ .heap | quote }}
- name: FLIPSIDE_GRACE
  value: {{ .grace | quote }}
- name: FLIPSIDE_HTTP_HOSTS
  value: {{ concat (list "$(POD_IP)" (printf "%s-api" $full) (printf "%s-api.%s" $full .root.Release.Namespace) (printf "%s-api.%s.svc" $full .root.Release.Namespace)) $v.http.hosts | join "," | quote }}
{{- if ne $v.temporal.secret.kind "none" }}
{{- if eq $v.temporal.secret.kind "api-key" }}
- name: FLIPSIDE_TEMPORAL_API_KEY
  valueFrom: {secretKeyRef: {name: {{ $v.temporal.secret.name }}, key: api-key}}
{{- else }}
- name: FLIPSIDE_TEMPORAL_TLS_CERTIFICATE
  value: /var/run/flipside/temporal/tls.crt
- name: FLIPSIDE_TEMPORAL_TLS_KEY
  value: /var/run/flipside/temporal/tls.key
{{- end }}
{{- end }}
{{- if .build }}
- name: FLIPSIDE_TEMPORAL_DEPLOYMENT
  value: {{ printf "%s.%s" $v.temporal.deployment.name .build | quote }}
{{- end }}
- name: FLIPSIDE_STORE_ACCESS_KEY
  valueFrom: {secretKeyRef: {name: {{ $v.store.secret }}, key: access-key}}
- name: FLIPSIDE_STORE_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ $v.store.secret }}, key: secret-key}}
{{- range $v.kafka.secret.settings }}
- name: FLIPSIDE_KAFKA_{{ . | upper | replace "." "_" }}
  valueFrom: {secretKeyRef: {name: {{ $v.kafka.secret.name }}, key: {{ . }}}}
{{- end }}
{{- range $name, $value := .env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}

{{/*
A Deployment of a role.
dict "root" "role" "name" "image" "parts" (of values: replicas, resources, heap, scheduling, env) "grace" and, where they
are wanted, "build" "env" "volumes" "mounts" "initContainers" "claims" "labels" "priorityClass" "token" (the API server's)
*/}}
{{- define "flipside.deployment" -}}
{{- $root := .root -}}
{{- $v := $root.Values -}}
{{- $full := include "flipside.fullname" $root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $full }}-{{ .name }}
  labels:
    {{- include "flipside.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
    flipside.io/role: {{ .role }}
    {{- with .labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if .scaledBy }}
    flipside.io/scaled: "true"
  annotations:
    {{- toYaml .scaledBy | nindent 4 }}
    {{- end }}
spec:
  {{- if not .scaled }}
  replicas: {{ .parts.replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "flipside.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .name }}
  strategy:
    type: RollingUpdate
    {{- if .whole }}
    rollingUpdate: {maxSurge: 0, maxUnavailable: 1}
    {{- else }}
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
    {{- end }}
  template:
    metadata:
      annotations:
        flipside.io/settings: {{ include (print $root.Template.BasePath "/settings.yaml") $root | sha256sum }}
        {{- with $v.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      labels:
        {{- include "flipside.labels" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .name }}
        flipside.io/role: {{ .role }}
        {{- with .labels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
        {{- with $v.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ $full }}{{ if .token }}-{{ .role }}{{ end }}
      automountServiceAccountToken: {{ .token | default false }}
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ add .grace 20 }}
      {{- with .priorityClass }}
      priorityClassName: {{ . }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        fsGroup: 65532
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: {type: RuntimeDefault}
      {{- with $v.images.pullSecrets }}
      imagePullSecrets:
        {{- range . }}
        - name: {{ . }}
        {{- end }}
      {{- end }}
      {{- with .parts.scheduling.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .parts.scheduling.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .parts.scheduling.affinity }}
      affinity:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if .parts.scheduling.topologySpreadConstraints }}
      topologySpreadConstraints:
        {{- toYaml .parts.scheduling.topologySpreadConstraints | nindent 8 }}
      {{- else }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "flipside.selector" $root | nindent 14 }}
              app.kubernetes.io/component: {{ .name }}
      {{- end }}
      {{- with .claims }}
      resourceClaims:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .initContainers }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: flipside
          image: {{ .image }}
          imagePullPolicy: {{ $v.images.pullPolicy }}
          args: [serve, --data, /var/lib/flipside/data]
          ports:
            - {name: http, containerPort: 8080, protocol: TCP}
          envFrom:
            - configMapRef: {name: {{ $full }}-settings}
          env:
            {{- include "flipside.environment" (dict "root" $root "role" .role "heap" .parts.heap "grace" .grace "build" .build "env" (mergeOverwrite (deepCopy (default dict .env)) .parts.env)) | nindent 12 }}
          resources:
            {{- toYaml .resources | nindent 12 }}
          securityContext:
            {{- include "flipside.containerSecurity" . | nindent 12 }}
          # an address of a pod is no name that the service goes by: docs/service.md
          startupProbe:
            httpGet: {path: /q/health/started, port: http, httpHeaders: [{name: Host, value: localhost}]}
            periodSeconds: 5
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /q/health/live, port: http, httpHeaders: [{name: Host, value: localhost}]}
            periodSeconds: 15
            timeoutSeconds: 5
            failureThreshold: 4
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http, httpHeaders: [{name: Host, value: localhost}]}
            periodSeconds: 10
            timeoutSeconds: 5
          volumeMounts:
            - {name: data, mountPath: /var/lib/flipside}
            - {name: tmp, mountPath: /tmp}
            - {name: http-token, mountPath: /var/run/flipside/http, readOnly: true}
            {{- if eq $v.temporal.secret.kind "tls" }}
            - {name: temporal-tls, mountPath: /var/run/flipside/temporal, readOnly: true}
            {{- end }}
            {{- with .mounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        # of the node's disk: files of the store, and programs of Kafka's codecs
        - name: data
          emptyDir: {sizeLimit: {{ .cacheSize | default "10Gi" }}}
        - name: tmp
          emptyDir: {sizeLimit: 2Gi}
        - name: http-token
          secret:
            secretName: {{ $v.http.secret }}
            defaultMode: 288
            items: [{key: token, path: token}{{ if $v.http.tokens }}, {key: tokens, path: tokens}{{ end }}]
        {{- if eq $v.temporal.secret.kind "tls" }}
        - name: temporal-tls
          secret:
            secretName: {{ $v.temporal.secret.name }}
            defaultMode: 288
            items: [{key: tls.crt, path: tls.crt}, {key: tls.key, path: tls.key}]
        {{- end }}
        {{- with .volumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{- define "flipside.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end -}}
