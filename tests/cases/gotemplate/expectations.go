// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

// Fills in what Go's text/template prints or says for the cases of a file:
//
//	go run expectations.go language.json
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type testCase struct {
	Rule       string `json:"rule"`
	MissingKey string `json:"missingKey,omitempty"`
	Shared     bool   `json:"shared,omitempty"` // The data is the file's.
	Data       any    `json:"data,omitempty"`
	Template   string `json:"template"`
	Output     string `json:"output"`
	Error      string `json:"error,omitempty"`
}

type caseFile struct {
	Data  any        `json:"data"`
	Cases []testCase `json:"cases"`
}

var functions = template.FuncMap{
	"upper":   strings.ToUpper,
	"repeat":  func(count int, text string) string { return strings.Repeat(text, count) },
	"half":    func(number float64) float64 { return number / 2 },
	"count":   func(number uint8) uint8 { return number },
	"negate":  func(value bool) bool { return !value },
	"typeOf":  func(value any) string { return fmt.Sprintf("%T", value) },
	"list":    func(items ...any) []any { return items },
	"strings": func(items ...string) []string { return items },
	"size":    func(items map[string]any) int { return len(items) },
	"length":  func(items []any) int { return len(items) },
	"boom":    func(text string) (string, error) { return "", errors.New(text) },
	"nothing": func() any { return nil },
	"dict": func(items ...any) map[string]any {
		result := map[string]any{}
		for i := 0; i+1 < len(items); i += 2 {
			result[fmt.Sprint(items[i])] = items[i+1]
		}
		return result
	},
	"set": func(items map[string]any, key string, value any) map[string]any {
		items[key] = value
		return items
	},
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var file caseFile
	if err := json.Unmarshal(text, &file); err != nil {
		panic(err)
	}
	for i := range file.Cases {
		c := &file.Cases[i]
		data := c.Data
		if c.Shared {
			data = file.Data
		}
		c.Output, c.Error = "", ""
		set := template.New("root").Funcs(functions)
		if c.MissingKey != "" {
			set.Option("missingkey=" + c.MissingKey)
		}
		var out bytes.Buffer
		_, err := set.New("case").Parse(c.Template)
		if err == nil {
			err = set.ExecuteTemplate(&out, "case", data)
		}
		c.Output = out.String()
		if err != nil {
			c.Error = err.Error()
		}
	}
	write(os.Args[1], file)
}

// One case a line.
func write(path string, file caseFile) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encode := func(value any) {
		if err := encoder.Encode(value); err != nil {
			panic(err)
		}
		out.Truncate(out.Len() - 1)
	}
	out.WriteString("{\"data\": ")
	encode(file.Data)
	out.WriteString(",\n\"cases\": [\n")
	for i := range file.Cases {
		encode(file.Cases[i])
		if i+1 < len(file.Cases) {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
	}
	out.WriteString("]}\n")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		panic(err)
	}
}
