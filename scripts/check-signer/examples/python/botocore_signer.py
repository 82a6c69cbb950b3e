"""The adapter of botocore, the signer of the AWS SDK for Python.

    npx signer-check --command "python3 botocore_signer.py"
"""

import base64
import datetime
import json
import sys
from urllib.parse import urlsplit

import botocore.auth
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials


def answer(case):
    is_for_s3 = case.get("profile") == "s3"
    if not case["options"]["normalizePath"] and not is_for_s3:
        return {"skip": "normalizes the path of every service but s3"}
    if case["mode"] == "query" and has_body(case["request"]):
        return {"skip": "moves the body into the query"}
    stop_clock(case["timestamp"])
    request = aws_request(case["request"])
    keys, scope = keys_to_sign(case), (case["service"], case["region"])
    if case["mode"] == "header":
        payload = {"payload_signing_enabled": case["options"]["signBody"]}
        request.context["client_config"] = Config(s3=payload)
        kind = S3SigV4Auth if is_for_s3 else SigV4Auth
        kind(keys, *scope).add_auth(request)
    else:
        kind = S3SigV4QueryAuth if is_for_s3 else SigV4QueryAuth
        kind(keys, *scope, expires=case["expiresIn"]).add_auth(request)
    url = urlsplit(request.url)
    sent = {"path": url.path, "query": url.query, "headers": headers_of(request, url)}
    if case["mode"] == "query":
        return {"url": request.url, "sent": sent}
    return {"authorization": request.headers["Authorization"], "sent": sent}


def aws_request(request):
    host = dict((name.lower(), value.strip()) for name, value in request["headers"])["host"]
    url = f"https://{host}{request['path']}"
    if request["query"]:
        url += f"?{request['query']}"
    binary = request.get("bodyBase64")
    body = base64.b64decode(binary) if binary else request["body"].encode()
    made = AWSRequest(method=request["method"], url=url, data=body)
    # Repeated headers stay repeated in its message.
    for name, value in request["headers"]:
        made.headers.add_header(name, value)
    return made


def has_body(request):
    return bool(request.get("bodyBase64") or request.get("body"))


def headers_of(request, url):
    headers = [[name, value] for name, value in request.headers.items()]
    has_host = any(name.lower() == "host" for name, _ in headers)
    return headers if has_host else [["Host", url.netloc], *headers]


def keys_to_sign(case):
    keys = case["credentials"]
    token = keys.get("sessionToken") if case["options"]["signSessionToken"] else None
    return Credentials(keys["accessKeyId"], keys["secretAccessKey"], token)


def stop_clock(timestamp):
    """botocore reads the clock itself: from now on it shows the time of the case."""
    now = datetime.datetime.strptime(timestamp, "%Y%m%dT%H%M%SZ")

    class StoppedClock(datetime.datetime):
        @classmethod
        def utcnow(cls):
            return now

        @classmethod
        def now(cls, tz=None):
            return now.replace(tzinfo=tz)

    botocore.auth.datetime = type("module", (), {"datetime": StoppedClock, "timezone": datetime.timezone})
    # Newer versions read it through this function.
    botocore.auth.get_current_datetime = lambda *_, **__: now


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        case = json.loads(line)
        try:
            result = answer(case)
        except Exception as error:
            result = {"error": repr(error)}
        print(json.dumps({"id": case["id"], **result}), flush=True)


if __name__ == "__main__":
    main()
