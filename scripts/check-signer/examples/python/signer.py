"""A signer for AWS Signature Version 4 and its adapter to check-signer: the standard library alone.

    npm run --silent check-signer -- --command "python3 scripts/check-signer/examples/python/signer.py"

To check a signer of your own, copy main() and answer(), and call yours in answer().
"""

import base64
import hashlib
import hmac
import json
import re
import sys
from urllib.parse import quote, unquote, unquote_plus

ALGORITHM = "AWS4-HMAC-SHA256"

# What a proxy or the HTTP client may change on the way is not signed.
NOT_SIGNED = {"authorization", "connection", "expect", "user-agent", "x-amzn-trace-id"}


def main():
    # JSON is UTF-8, whatever the terminal thinks.
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        case = json.loads(line)
        try:
            result = answer(case)
        except Exception as error:
            result = {"error": repr(error)}
        print(json.dumps({"id": case["id"], **result}), flush=True)


def answer(case):
    """Signs one case. Instead of the signature, "authorization" or "url" would do."""
    canonical_request = canonical_request_of(case)
    string_to_sign = string_to_sign_of(case, canonical_request)
    key = signing_key(case)
    return {
        "canonicalRequest": canonical_request,
        "stringToSign": string_to_sign,
        "signingKey": key.hex(),
        "signature": hmac_sha256(key, string_to_sign).hex(),
    }


# The signer itself.


def canonical_request_of(case):
    request, options = case["request"], case["options"]
    payload_hash = payload_hash_of(case)
    headers = headers_to_sign(request["headers"])
    query = parameters_of(request["query"])
    if case["mode"] == "header":
        headers = headers_to_sign(request["headers"] + added_headers(case, payload_hash))
    else:
        query += added_parameters(case, signed_headers=";".join(headers))
    return "\n".join(
        [
            request["method"],
            canonical_uri(path_to_encode(case), options["normalizePath"]),
            canonical_query(query),
            "".join(f"{name}:{value}\n" for name, value in headers.items()),
            ";".join(headers),
            payload_hash,
        ]
    )


def added_headers(case, payload_hash):
    headers = [["X-Amz-Date", case["timestamp"]]]
    if signed_token(case):
        headers.append(["X-Amz-Security-Token", signed_token(case)])
    if case["options"]["signBody"] or is_for_s3(case):
        headers.append(["x-amz-content-sha256", payload_hash])
    return headers


def added_parameters(case, signed_headers):
    parameters = [
        ("X-Amz-Algorithm", ALGORITHM),
        ("X-Amz-Credential", f"{case['credentials']['accessKeyId']}/{scope_of(case)}"),
        ("X-Amz-Date", case["timestamp"]),
        ("X-Amz-Expires", str(case["expiresIn"])),
        ("X-Amz-SignedHeaders", signed_headers),
    ]
    if signed_token(case):
        parameters.append(("X-Amz-Security-Token", signed_token(case)))
    return parameters


def signed_token(case):
    return case["options"]["signSessionToken"] and case["credentials"].get("sessionToken")


def is_for_s3(case):
    return case.get("profile") == "s3"


def payload_hash_of(case):
    sign_body = case["options"]["signBody"]
    if is_for_s3(case) and (case["mode"] == "query" or not sign_body):
        return "UNSIGNED-PAYLOAD"
    return sha256_hex(body_of(case["request"]) if sign_body else b"")


def path_to_encode(case):
    # S3 encodes a path once in all, and the client has done so.
    path = case["request"]["path"]
    return unquote(path) if is_for_s3(case) else path


def body_of(request):
    if "bodyBase64" in request:
        return base64.b64decode(request["bodyBase64"])
    return request["body"].encode()


def canonical_uri(path, normalize):
    # Encoded once more than it is sent: a space that is sent as %20 is signed as %2520.
    return uri_encode(normalized(path) if normalize else path or "/", safe="/")


def normalized(path):
    segments = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    end = "/" if path.endswith("/") and segments else ""
    return "/" + "/".join(segments) + end


def parameters_of(query):
    """Names and values, decoded. unquote_plus reads a raw + as a space, as API Gateway does."""
    pairs = [parameter.partition("=") for parameter in query.split("&") if parameter]
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs]


def canonical_query(parameters):
    encoded = sorted((uri_encode(name), uri_encode(value)) for name, value in parameters)
    return "&".join(f"{name}={value}" for name, value in encoded)


def headers_to_sign(headers):
    """Values by name: names in lower case and sorted, white space tidied, duplicates joined."""
    values = {}
    for name, value in headers:
        if name.lower() not in NOT_SIGNED:
            tidied = re.sub("[ \t\r\n]+", " ", value).strip(" ")
            values.setdefault(name.lower(), []).append(tidied)
    return {name: ",".join(values[name]) for name in sorted(values)}


def string_to_sign_of(case, canonical_request):
    hashed = sha256_hex(canonical_request.encode())
    return "\n".join([ALGORITHM, case["timestamp"], scope_of(case), hashed])


def scope_of(case):
    return f"{case['timestamp'][:8]}/{case['region']}/{case['service']}/aws4_request"


def signing_key(case):
    key = ("AWS4" + case["credentials"]["secretAccessKey"]).encode()
    for part in scope_of(case).split("/"):
        key = hmac_sha256(key, part)
    return key


def uri_encode(text, safe=""):
    # quote leaves - . _ ~ alone, and no other punctuation but what is called safe.
    return quote(text, safe=safe)


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


def hmac_sha256(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


if __name__ == "__main__":
    main()
