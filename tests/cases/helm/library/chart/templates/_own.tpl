{{- define "lib.over" -}}parent{{- end -}}
