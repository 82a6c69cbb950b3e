#!/usr/bin/env bash
# A signer for AWS Signature Version 4 and its adapter to check-signer. It needs bash, openssl for
# hashes and HMACs, and jq (1.6 or later) for JSON and all that is text.
#
#   npm run --silent check-signer -- --command "bash scripts/check-signer/examples/shell/signer.sh"
#
# To check a signer of your own, copy the loop at the end and what the jq program writes for it, and
# call yours in it.
set -euo pipefail

# One jq serves all cases. For each it writes, with a unit separator behind each, since most may hold
# newlines: the id, the secret key, the timestamp, the scope, the body to sign in base64, and the
# canonical request, as text and as JSON, with PAYLOAD_HASH where the hash is to be.
texts='
# Every byte but the unreserved ones as %XX; the @uri of jq 1.6 leaves five more alone.
def uri_encode:
  @uri | gsub("!"; "%21") | gsub("\u0027"; "%27") | gsub("\\("; "%28") | gsub("\\)"; "%29")
  | gsub("\\*"; "%2A");

def hex_digits: explode | map(if . > 57 then . - 55 else . - 48 end);

# An escape that came with the request stays, in capitals, unless its character needs none.
def tidied_escape:
  ascii_upcase
  | if test("%(2D|2E|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])")
    then .[1:] | hex_digits | [.[0] * 16 + .[1]] | implode
    else . end;

def encoded_once:
  [match("%[0-9A-Fa-f]{2}|[^%]+|%"; "g").string
   | if test("^%..$") then tidied_escape else uri_encode end]
  | join("");

# Encoded once more than it is sent: a space that is sent as %20 is signed as %2520.
def canonical_uri: split("/") | map(uri_encode) | join("/");

def normalized:
  (if endswith("/") then "/" else "" end) as $slash
  | reduce (split("/")[] | select(. != "" and . != ".")) as $segment ([];
      if $segment == ".." then .[:-1] else . + [$segment] end)
  | "/" + join("/") + (if length > 0 then $slash else "" end);

# A raw + is a space, as it is to API Gateway.
def plus_as_space: split("+") | join(" ");

# A name and a value each.
def parameters:
  split("&")
  | map(select(. != "") | split("=") | [.[0], (.[1:] | join("="))] | map(plus_as_space | encoded_once));

def canonical_query: sort | map(join("=")) | join("&");

# A name and a value each: names in lower case and sorted, white space tidied, duplicates joined. What
# a proxy or the HTTP client may change on the way is not signed.
def headers_to_sign:
  map([(.[0] | ascii_downcase), (.[1] | gsub("[ \t\r\n]+"; " ") | ltrimstr(" ") | rtrimstr(" "))])
  | map(select(.[0] | test("^(authorization|connection|expect|user-agent|x-amzn-trace-id)$") | not))
  | group_by(.[0])
  | map([.[0][0], (map(.[1]) | join(","))]);

def signed_headers: map(.[0]) | join(";");

def signed_token: if .options.signSessionToken then .credentials.sessionToken else null end;

def scope: [.timestamp[:8], .region, .service, "aws4_request"] | join("/");

def added_headers:
  [
    ["X-Amz-Date", .timestamp],
    ["X-Amz-Security-Token", signed_token],
    ["x-amz-content-sha256", (if .options.signBody then "PAYLOAD_HASH" else null end)]
  ]
  | map(select(.[1]));

def added_parameters($headers):
  [
    ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
    ["X-Amz-Credential", "\(.credentials.accessKeyId)/\(scope)"],
    ["X-Amz-Date", .timestamp],
    ["X-Amz-Expires", "\(.expiresIn)"],
    ["X-Amz-SignedHeaders", ($headers | signed_headers)],
    ["X-Amz-Security-Token", signed_token]
  ]
  | map(select(.[1]) | map(uri_encode));

def canonical_request:
  (.mode == "header") as $in_header
  | (.request.headers + (if $in_header then added_headers else [] end) | headers_to_sign) as $headers
  | [
      .request.method,
      (.options.normalizePath as $normalize | .request.path
       | if $normalize then normalized elif . == "" then "/" else . end | canonical_uri),
      ((.request.query | parameters) + (if $in_header then [] else added_parameters($headers) end)
       | canonical_query),
      ($headers | map(join(":") + "\n") | join("")),
      ($headers | signed_headers),
      "PAYLOAD_HASH"
    ]
  | join("\n");

def body_to_sign:
  if .options.signBody then .request.bodyBase64 // (.request.body | @base64) else "" end;

# S3 encodes a path once in all, and has UNSIGNED-PAYLOAD: an empty secret key tells that it is skipped.
canonical_request as $canonical_request
| (if .profile == "s3" then "" else .credentials.secretAccessKey end) as $secret
| .id, $secret, .timestamp, scope, body_to_sign, $canonical_request, ($canonical_request | tojson)
| "\(.)\u001f"'

# Hashes and HMACs in hex. openssl writes a label before them.
sha256() {
  local line
  line=$(openssl dgst -sha256 -hex)
  printf %s "${line##* }"
}

hmac() { # KEY-IN-HEX TEXT
  local line
  line=$(printf %s "$2" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -hex)
  printf %s "${line##* }"
}

signing_key() { # SECRET SCOPE
  local key part
  key=$(printf %s "AWS4$1" | od -An -v -tx1 | tr -d ' \n')
  while read -r -d / part; do key=$(hmac "$key" "$part"); done <<<"$2/"
  printf %s "$key"
}

# Starting openssl takes longer than what it computes: what the next case may share is kept, a key
# under all that it is made of.
empty_hash=$(sha256 </dev/null)
key_name=''

field() { IFS= read -r -d $'\x1f' "$1"; }

while field id && field secret && field timestamp && field scope && field body &&
  field canonical_request && field canonical_request_json; do
  if [ -z "$secret" ]; then
    printf '{"id":%s,"skip":"signs for all services except S3"}\n' "$id"
    continue
  fi
  payload_hash=$empty_hash
  if [ -n "$body" ]; then payload_hash=$(openssl base64 -d -A <<<"$body" | sha256); fi
  canonical_request=${canonical_request//PAYLOAD_HASH/$payload_hash}
  if [ "$key_name" != "$secret $scope" ]; then
    key=$(signing_key "$secret" "$scope")
    key_name="$secret $scope"
  fi
  hash=$(printf %s "$canonical_request" | sha256)
  signature=$(hmac "$key" "AWS4-HMAC-SHA256"$'\n'"$timestamp"$'\n'"$scope"$'\n'"$hash")

  # Instead of the signature, "authorization" or "url" would do.
  printf '{"id":%s,"canonicalRequest":%s,"stringToSign":"%s","signingKey":"%s","signature":"%s"}\n' \
    "$id" "${canonical_request_json//PAYLOAD_HASH/$payload_hash}" \
    "AWS4-HMAC-SHA256\\n$timestamp\\n$scope\\n$hash" "$key" "$signature"
done < <(jq --unbuffered -j "$texts")
