{{- define "lib.name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end -}}
{{- define "lib.over" -}}library{{- end -}}
