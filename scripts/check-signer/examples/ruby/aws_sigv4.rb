# The adapter of the gem aws-sigv4, the signer of the AWS SDK for Ruby.
#
#     npx signer-check --command "ruby aws_sigv4.rb"
#
# To check a signer of your own, copy it, and call yours in answer.

require 'aws-sigv4'
require 'base64'
require 'json'
require 'time'
require 'uri'

def answer(one)
  request, options = one['request'], one['options']
  # A hash has one value for a name: repeated headers are joined, as HTTP does.
  headers = request['headers'].group_by { |name, _| name.downcase }
                              .transform_values { |all| all.map { |_, value| value.strip }.join(',') }
  body = request['bodyBase64'] ? Base64.decode64(request['bodyBase64']) : request['body']
  host = headers['host']
  # URI refuses what is not ASCII, and a space: what is sent is encoded, and told in "sent".
  path = encoded(request['path'].empty? ? '/' : request['path'])
  query = encoded(request['query'])
  url = "https://#{host}#{path}#{query.empty? ? '' : "?#{query}"}"

  signer = Aws::Sigv4::Signer.new(
    service: one['service'],
    region: one['region'],
    access_key_id: one['credentials']['accessKeyId'],
    secret_access_key: one['credentials']['secretAccessKey'],
    session_token: options['signSessionToken'] ? one['credentials']['sessionToken'] : nil,
    uri_escape_path: !for_s3?(one),
    normalize_path: options['normalizePath'],
    apply_checksum_header: options['signBody'] || for_s3?(one),
  )
  one['mode'] == 'query' ? presigned(signer, one, url, headers, body) : signed(signer, one, url, headers, body)
end

def for_s3?(one)
  one['profile'] == 's3'
end

def signed(signer, one, url, headers, body)
  # It takes the time from this header, and the hash of the body from another.
  given = headers.merge('x-amz-date' => one['timestamp'])
  given['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD' if for_s3?(one) && !one['options']['signBody']
  signature = signer.sign_request(http_method: one['request']['method'], url: url, headers: given, body: body)
  {
    authorization: signature.headers['authorization'],
    canonicalRequest: signature.canonical_request,
    stringToSign: signature.string_to_sign,
    sent: target(url).merge(headers: given.merge(signature.headers).to_a),
  }
end

def presigned(signer, one, url, headers, body)
  presigned = signer.presign_url(
    http_method: one['request']['method'],
    url: url,
    headers: headers,
    body: body,
    body_digest: for_s3?(one) ? 'UNSIGNED-PAYLOAD' : nil,
    expires_in: one['expiresIn'],
    time: Time.strptime(one['timestamp'], '%Y%m%dT%H%M%S%z'),
  ).to_s
  { url: presigned, sent: target(presigned).merge(headers: headers.to_a) }
end

def encoded(text)
  text.gsub(/[^!-~]|["<>\\^`{|}]|%(?![0-9A-Fa-f]{2})/) { |one| one.bytes.map { |byte| format('%%%02X', byte) }.join }
end

def target(url)
  path, query = url.sub(%r{\Ahttps://[^/?]*}, '').split('?', 2)
  { path: path, query: query || '' }
end

$stdout.sync = true
$stdin.set_encoding('UTF-8')
$stdin.each_line do |line|
  one = JSON.parse(line)
  result = begin
    answer(one)
  rescue StandardError => error
    { error: "#{error.class}: #{error.message}" }
  end
  puts JSON.generate({ id: one['id'] }.merge(result))
end
