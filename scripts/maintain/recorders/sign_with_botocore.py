"""Signs cases with botocore, the signer of the AWS CLI and boto3.

Reads a JSON list of cases on stdin, each with `request` (its body in base64) and `context`.
Writes a JSON list on stdout: {"header": …, "query": …} for each case; an answer is
{"signature": hex}, or {"refusal": why} where botocore cannot express the request.
"""

import base64
import json
import sys
from urllib.parse import unquote

from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.utils import percent_encode_sequence


class Unsupported(Exception):
    pass


def parameters(query):
    """The decoded parameters: what a caller of botocore hands over."""
    pairs = (part.partition('=') for part in query.split('&') if part)
    return [(unquote(name), unquote(value)) for name, _, value in pairs]


def to_request(request, options):
    # botocore writes the Host header itself, from the URL.
    host = next(value.strip() for name, value in request['headers'] if name.lower() == 'host')
    aws_request = AWSRequest(
        method=request['method'],
        url='https://' + host + request['path'],
        data=base64.b64decode(request['bodyBase64']) if options['signBody'] else None,
    )
    for name, value in request['headers']:
        if name.lower() != 'host':
            aws_request.headers[name] = value
    return aws_request


def sign(case, mode):
    request, context = case['request'], case['context']
    options, keys = context['options'], context['credentials']
    is_for_s3 = context.get('profile') == 's3'
    if not options['normalizePath'] and not is_for_s3:
        raise Unsupported('botocore normalizes every path but those of S3, which it does not encode')
    token = keys.get('sessionToken') if options['signSessionToken'] else None
    credentials = Credentials(keys['accessKeyId'], keys['secretAccessKey'], token)
    aws_request = to_request(request, options)
    own = parameters(request['query'])
    if mode == 'header':
        aws_request.params = own
        kind = S3SigV4Auth if is_for_s3 else SigV4Auth
        auth = kind(credentials, context['service'], context['region'])
        if is_for_s3:
            aws_request.context['client_config'] = Config(
                s3={'payload_signing_enabled': options['signBody']}
            )
        elif options['signBody']:
            aws_request.headers['X-Amz-Content-SHA256'] = auth.payload(aws_request)
    else:
        if len({name for name, _ in own}) < len(own):
            raise Unsupported('botocore keeps one value a key in a presigned URL')
        if aws_request.data:
            raise Unsupported('botocore moves the body of a presigned request into its query')
        aws_request.url += '?' + percent_encode_sequence(own) if own else ''
        kind = S3SigV4QueryAuth if is_for_s3 else SigV4QueryAuth
        auth = kind(credentials, context['service'], context['region'], context['expiresIn'])
    # As add_auth does, but at the time of the case.
    aws_request.context['timestamp'] = context['timestamp']
    auth._modify_request_before_signing(aws_request)
    canonical_request = auth.canonical_request(aws_request)
    return auth.signature(auth.string_to_sign(aws_request, canonical_request), aws_request)


def answer(case, mode):
    try:
        return {'signature': sign(case, mode)}
    except Unsupported as reason:
        return {'refusal': str(reason)}


def main():
    cases = json.load(sys.stdin)
    answers = [{mode: answer(case, mode) for mode in ('header', 'query')} for case in cases]
    json.dump(answers, sys.stdout)


main()
