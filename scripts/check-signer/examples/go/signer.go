// A signer for AWS Signature Version 4 and its adapter to check-signer: the standard library alone.
//
//	npm run --silent check-signer -- --command "go run scripts/check-signer/examples/go/signer.go"
//
// To check a signer of your own, copy main, Case and answer, and call yours in answer.
package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"regexp"
	"sort"
	"strings"
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

// answer signs one case. Instead of the signature, "authorization" or "url" would do.
func answer(one Case) (map[string]any, error) {
	canonicalRequest, err := canonicalRequestOf(one)
	if err != nil {
		return nil, err
	}
	stringToSign := strings.Join([]string{algorithm, one.Timestamp, scopeOf(one), sha256Hex([]byte(canonicalRequest))}, "\n")
	key := signingKey(one)
	return map[string]any{
		"canonicalRequest": canonicalRequest,
		"stringToSign":     stringToSign,
		"signingKey":       hex.EncodeToString(key),
		"signature":        hex.EncodeToString(hmacSHA256(key, stringToSign)),
	}, nil
}

// The signer itself.

const algorithm = "AWS4-HMAC-SHA256"

// What a proxy or the HTTP client may change on the way is not signed.
var notSigned = map[string]bool{
	"authorization": true, "connection": true, "expect": true, "user-agent": true, "x-amzn-trace-id": true,
}

var whiteSpace = regexp.MustCompile("[ \t\r\n]+")

type pair struct{ name, value string }

func canonicalRequestOf(one Case) (string, error) {
	payloadHash, err := payloadHashOf(one)
	if err != nil {
		return "", err
	}
	path, err := pathToEncode(one)
	if err != nil {
		return "", err
	}
	headers := headersToSign(one.Request.Headers)
	parameters, err := parametersOf(one.Request.Query)
	if err != nil {
		return "", err
	}
	if one.Mode == "header" {
		headers = headersToSign(append(one.Request.Headers, addedHeaders(one, payloadHash)...))
	} else {
		parameters = append(parameters, addedParameters(one, signedHeaders(headers))...)
	}
	return strings.Join([]string{
		one.Request.Method,
		canonicalURI(path, one.Options.NormalizePath),
		canonicalQuery(parameters),
		canonicalHeaders(headers),
		signedHeaders(headers),
		payloadHash,
	}, "\n"), nil
}

func isForS3(one Case) bool {
	return one.Profile == "s3"
}

func payloadHashOf(one Case) (string, error) {
	if isForS3(one) && (one.Mode == "query" || !one.Options.SignBody) {
		return "UNSIGNED-PAYLOAD", nil
	}
	body, err := bodyOf(one)
	return sha256Hex(body), err
}

// S3 encodes a path once in all, and the client has done so.
func pathToEncode(one Case) (string, error) {
	if isForS3(one) {
		return url.PathUnescape(one.Request.Path)
	}
	return one.Request.Path, nil
}

func bodyOf(one Case) ([]byte, error) {
	if !one.Options.SignBody {
		return nil, nil
	}
	if one.Request.BodyBase64 != nil {
		return base64.StdEncoding.DecodeString(*one.Request.BodyBase64)
	}
	return []byte(one.Request.Body), nil
}

func addedHeaders(one Case, payloadHash string) [][2]string {
	added := [][2]string{{"X-Amz-Date", one.Timestamp}}
	if token := signedToken(one); token != "" {
		added = append(added, [2]string{"X-Amz-Security-Token", token})
	}
	if one.Options.SignBody || isForS3(one) {
		added = append(added, [2]string{"x-amz-content-sha256", payloadHash})
	}
	return added
}

func addedParameters(one Case, signedHeaders string) []pair {
	added := []pair{
		{"X-Amz-Algorithm", algorithm},
		{"X-Amz-Credential", one.Credentials.AccessKeyID + "/" + scopeOf(one)},
		{"X-Amz-Date", one.Timestamp},
		{"X-Amz-Expires", fmt.Sprint(one.ExpiresIn)},
		{"X-Amz-SignedHeaders", signedHeaders},
	}
	if token := signedToken(one); token != "" {
		added = append(added, pair{"X-Amz-Security-Token", token})
	}
	return added
}

func signedToken(one Case) string {
	if !one.Options.SignSessionToken {
		return ""
	}
	return one.Credentials.SessionToken
}

// Encoded once more than it is sent: a space that is sent as %20 is signed as %2520.
func canonicalURI(path string, normalize bool) string {
	if normalize {
		path = normalized(path)
	} else if path == "" {
		path = "/"
	}
	return strings.ReplaceAll(uriEncode(path), "%2F", "/")
}

func normalized(path string) string {
	var segments []string
	for _, segment := range strings.Split(path, "/") {
		switch {
		case segment == ".." && len(segments) > 0:
			segments = segments[:len(segments)-1]
		case segment != "" && segment != "." && segment != "..":
			segments = append(segments, segment)
		}
	}
	end := ""
	if strings.HasSuffix(path, "/") && len(segments) > 0 {
		end = "/"
	}
	return "/" + strings.Join(segments, "/") + end
}

// Names and values, decoded. QueryUnescape reads a raw + as a space, as API Gateway does.
func parametersOf(query string) ([]pair, error) {
	var parameters []pair
	for _, parameter := range strings.Split(query, "&") {
		if parameter == "" {
			continue
		}
		name, value, _ := strings.Cut(parameter, "=")
		decodedName, err := url.QueryUnescape(name)
		if err != nil {
			return nil, err
		}
		decodedValue, err := url.QueryUnescape(value)
		if err != nil {
			return nil, err
		}
		parameters = append(parameters, pair{decodedName, decodedValue})
	}
	return parameters, nil
}

func canonicalQuery(parameters []pair) string {
	encoded := make([]pair, len(parameters))
	for i, parameter := range parameters {
		encoded[i] = pair{uriEncode(parameter.name), uriEncode(parameter.value)}
	}
	sort.Slice(encoded, func(i, j int) bool {
		if encoded[i].name != encoded[j].name {
			return encoded[i].name < encoded[j].name
		}
		return encoded[i].value < encoded[j].value
	})
	texts := make([]string, len(encoded))
	for i, parameter := range encoded {
		texts[i] = parameter.name + "=" + parameter.value
	}
	return strings.Join(texts, "&")
}

// Names in lower case and sorted, white space tidied, the values of a repeated header joined.
func headersToSign(headers [][2]string) []pair {
	values := map[string][]string{}
	for _, header := range headers {
		name := strings.ToLower(header[0])
		if !notSigned[name] {
			tidied := strings.Trim(whiteSpace.ReplaceAllString(header[1], " "), " ")
			values[name] = append(values[name], tidied)
		}
	}
	joined := []pair{}
	for name, all := range values {
		joined = append(joined, pair{name, strings.Join(all, ",")})
	}
	sort.Slice(joined, func(i, j int) bool { return joined[i].name < joined[j].name })
	return joined
}

func canonicalHeaders(headers []pair) string {
	var text strings.Builder
	for _, header := range headers {
		text.WriteString(header.name + ":" + header.value + "\n")
	}
	return text.String()
}

func signedHeaders(headers []pair) string {
	names := make([]string, len(headers))
	for i, header := range headers {
		names[i] = header.name
	}
	return strings.Join(names, ";")
}

func scopeOf(one Case) string {
	return strings.Join([]string{one.Timestamp[:8], one.Region, one.Service, "aws4_request"}, "/")
}

func signingKey(one Case) []byte {
	key := []byte("AWS4" + one.Credentials.SecretAccessKey)
	for _, part := range strings.Split(scopeOf(one), "/") {
		key = hmacSHA256(key, part)
	}
	return key
}

// Every byte but the unreserved ones as %XX.
func uriEncode(text string) string {
	const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
	var encoded strings.Builder
	for _, one := range []byte(text) {
		if strings.IndexByte(unreserved, one) >= 0 {
			encoded.WriteByte(one)
		} else {
			fmt.Fprintf(&encoded, "%%%02X", one)
		}
	}
	return encoded.String()
}

func sha256Hex(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:])
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}
