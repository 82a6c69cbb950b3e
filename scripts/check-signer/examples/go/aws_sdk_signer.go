// The adapter of the signer of the AWS SDK for Go v2: github.com/aws/aws-sdk-go-v2/aws/signer/v4.
//
//	go mod init my-check && go get github.com/aws/aws-sdk-go-v2/aws && go build -o adapter .
//	npx signer-check --command ./adapter
package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// Case is a line of standard input.
type Case struct {
	ID      int    `json:"id"`
	Mode    string `json:"mode"`
	Request struct {
		Method     string      `json:"method"`
		Path       string      `json:"path"`
		Query      string      `json:"query"`
		Headers    [][2]string `json:"headers"`
		Body       string      `json:"body"`
		BodyBase64 *string     `json:"bodyBase64"`
	} `json:"request"`
	Credentials struct {
		AccessKeyID     string `json:"accessKeyId"`
		SecretAccessKey string `json:"secretAccessKey"`
		SessionToken    string `json:"sessionToken"`
	} `json:"credentials"`
	Profile   string `json:"profile"`
	Region    string `json:"region"`
	Service   string `json:"service"`
	Timestamp string `json:"timestamp"`
	ExpiresIn int    `json:"expiresIn"`
	Options   struct {
		NormalizePath    bool `json:"normalizePath"`
		SignBody         bool `json:"signBody"`
		SignSessionToken bool `json:"signSessionToken"`
	} `json:"options"`
}

func main() {
	input := bufio.NewReader(os.Stdin)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return
		}
		var one Case
		if err := json.Unmarshal(line, &one); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		result, err := answer(one)
		if err != nil {
			result = map[string]any{"error": err.Error()}
		}
		result["id"] = one.ID
		output.Encode(result)
	}
}

func answer(one Case) (map[string]any, error) {
	body := []byte(one.Request.Body)
	if one.Request.BodyBase64 != nil {
		decoded, err := base64.StdEncoding.DecodeString(*one.Request.BodyBase64)
		if err != nil {
			return nil, err
		}
		body = decoded
	}
	request, err := httpRequest(one, body)
	if err != nil {
		return map[string]any{"skip": "net/http refuses it: " + err.Error()}, nil
	}
	at, err := time.Parse("20060102T150405Z", one.Timestamp)
	if err != nil {
		return nil, err
	}
	keys := aws.Credentials{AccessKeyID: one.Credentials.AccessKeyID, SecretAccessKey: one.Credentials.SecretAccessKey}
	if one.Options.SignSessionToken {
		keys.SessionToken = one.Credentials.SessionToken
	}
	hash := sha256.Sum256(body)
	payloadHash := hex.EncodeToString(hash[:])
	isForS3 := one.Profile == "s3"
	if isForS3 && (one.Mode == "query" || !one.Options.SignBody) {
		payloadHash = "UNSIGNED-PAYLOAD"
	}
	if isForS3 && one.Mode == "header" {
		request.Header.Set("X-Amz-Content-Sha256", payloadHash)
	}
	signer := v4.NewSigner(func(options *v4.SignerOptions) { options.DisableURIPathEscaping = isForS3 })
	if one.Mode == "query" {
		signed, headers, err := signer.PresignHTTP(context.Background(), keys, request, payloadHash, one.Service, one.Region, at)
		if err != nil {
			return nil, err
		}
		return map[string]any{"url": signed, "sent": sent(signed, request.Host, headers)}, nil
	}
	if err := signer.SignHTTP(context.Background(), keys, request, payloadHash, one.Service, one.Region, at); err != nil {
		return nil, err
	}
	authorization := request.Header.Get("Authorization")
	if len(body) > 0 {
		// It is signed, and net/http sends it.
		request.Header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	return map[string]any{
		"authorization": authorization,
		"sent":          sent(request.URL.String(), request.Host, request.Header),
	}, nil
}

func httpRequest(one Case, body []byte) (*http.Request, error) {
	host := "example.amazonaws.com"
	for _, header := range one.Request.Headers {
		if strings.EqualFold(header[0], "host") {
			host = strings.TrimSpace(header[1])
		}
	}
	target := &url.URL{Scheme: "https", Host: host, RawQuery: one.Request.Query}
	// A URL holds the path decoded, and as it is sent: net/http normalizes nothing.
	path, err := url.PathUnescape(one.Request.Path)
	if err != nil {
		return nil, err
	}
	target.Path, target.RawPath = path, one.Request.Path
	if one.Mode == "query" {
		query := target.Query()
		query.Set("X-Amz-Expires", strconv.Itoa(one.ExpiresIn))
		target.RawQuery = query.Encode()
	}
	request, err := http.NewRequest(one.Request.Method, target.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for _, header := range one.Request.Headers {
		if !strings.EqualFold(header[0], "host") {
			request.Header.Add(header[0], header[1])
		}
	}
	request.Host = host
	return request, nil
}

func sent(address, host string, headers http.Header) map[string]any {
	target := address[strings.Index(address, "://")+3:]
	path, query, _ := strings.Cut(target[strings.IndexAny(target+"/", "/?"):], "?")
	all := [][2]string{{"Host", host}}
	for name, values := range headers {
		for _, value := range values {
			if !strings.EqualFold(name, "host") {
				all = append(all, [2]string{name, value})
			}
		}
	}
	return map[string]any{"path": path, "query": query, "headers": all}
}
