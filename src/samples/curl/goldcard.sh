#!/usr/bin/env bash
# Run against the service in every build. bash, curl 7.76 or newer, jq; openssl for private_key_jwt.
# 泉城人才服务金卡：一个合作系统要做的调用 / the calls of a partner system.
#
#   export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
#   export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
#   export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
#   bash goldcard.sh CODE OTHER_CODE
#
# A shell cannot judge a bundle; the samples in Python, Node and Java do.
set -euo pipefail
url=${GOLDCARD_URL:-http://127.0.0.1:8080}
code=$1 other=$2
home=$(mktemp -d)
trap 'rm -r "$home"' EXIT

# --- 1. Access tokens: ten minutes, fetched again when eight are over. Secrets and tokens go in by a file, never as an
# argument, which every user of the machine can read.
token_by_secret() {
  curl -sf "$url/oauth2/token" -d grant_type=client_credentials -K - <<<"user = \"$GOLDCARD_CLIENT:$1\""
}

# Whether one secret counts, by itself. Any other trouble says nothing about the secret.
counts() {
  local status
  status=$(curl -s -o /dev/null -w '%{http_code}' "$url/oauth2/token" -d grant_type=client_credentials \
    -K - <<<"user = \"$GOLDCARD_CLIENT:$1\"")
  case $status in 200) return 0 ;; 401) return 1 ;; *) echo "token: $status" >&2 && exit 1 ;; esac
}

b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# r and s of an ECDSA signature, 32 bytes each (RFC 7518 section 3.4).
from_der() {
  openssl asn1parse -inform DER | sed -n 's/.*INTEGER *://p' | while read -r number; do
    printf '%64s' "$number" | tr ' ' 0
  done | sed 's/../\\x&/g' | xargs -0 printf '%b'
}

# private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once.
token_by_key() {
  local issuer head claims
  issuer=$(curl -sf "$url/.well-known/oauth-authorization-server" | jq -r .issuer)
  head=$(jq -cj -n --arg kid "$GOLDCARD_KID" '{alg:"ES256",kid:$kid,typ:"JWT"}' | b64)
  claims=$(jq -cj -n --arg me "$GOLDCARD_CLIENT" --arg iss "$issuer" --arg jti "$(openssl rand -hex 16)" \
    '(now|floor) as $now | {iss:$me,sub:$me,aud:$iss,iat:$now,exp:($now+60),jti:$jti}' | b64)
  signature=$(printf %s "$head.$claims" | openssl dgst -sha256 -sign "$GOLDCARD_KEY" | from_der | b64)
  curl -sf "$url/oauth2/token" -d grant_type=client_credentials \
    --data-urlencode client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    --data-urlencode "client_assertion=$head.$claims.$signature"
}

# The newest secret first: while two count, nothing stands still when one is exchanged.
answer=$({ [ -n "${GOLDCARD_SECRET_NEXT:-}" ] && token_by_secret "$GOLDCARD_SECRET_NEXT"; } \
  || token_by_secret "$GOLDCARD_SECRET")
printf 'Authorization: Bearer %s\n' "$(jq -r .access_token <<<"$answer")" >"$home/bearer"
echo "token: $(jq -r '"\(.token_type) \(.scope)"' <<<"$answer")"
if [ -n "${GOLDCARD_KEY:-}" ]; then
  echo "token by key: $(token_by_key | jq -r '"\(.token_type) \(.scope)"')"
fi

# --- 2. Verifying. A refusal of a card is 200; what is 4xx or 5xx is a problem (RFC 9457).
get() { curl -s -H @"$home/bearer" "$url$1" "${@:2}"; }
post() {
  curl -s --fail-with-body -H @"$home/bearer" -H 'Content-Type: application/json' --data-binary @- "$url$1" <<<"$2"
}
scan() { jq -cn --arg code "$1" --arg id "$2" '{code:$code,requestId:$id}'; }
# What a gate does. `admit` decides, `result` explains; AFTER_CHECK opens only when staff have checked.
show() {
  jq -r 'if .admit == "NO" then "\(.result): \(.message.zh) / \(.message.en)"
         else "\(.result) \(.admit), check \([.checks[].code] | join(", "))" end'
}

request=$(openssl rand -hex 16)
first=$(post /v1/verifications "$(scan "$code" "$request")")
echo "verification: $(show <<<"$first")"
# The same requestId sent again, after a timeout say, is the same verification and counts once.
again=$(post /v1/verifications "$(scan "$code" "$request")")
if [ "$(jq .verificationId <<<"$first")" = "$(jq .verificationId <<<"$again")" ]; then
  echo 'sent again: the same'
fi
echo "refused: $(post /v1/verifications "$(scan 'no code of ours' "$(openssl rand -hex 16)")" | show)"

batch=$(jq -cn --argjson a "$(scan "$other" "$(openssl rand -hex 16)")" \
  --argjson b "$(scan 'no code of ours' "$(openssl rand -hex 16)")" '{verifications:[$a,$b]}')
echo "batch: $(post /v1/verifications/batch "$batch" | jq -r '[.verifications[].result] | join(" ")')"

standing=$(get /oauth2/introspect --data-urlencode "token=$other")
echo "introspection: $(jq -r 'if .active then "active" else "not active" end' <<<"$standing")"

beat=$(post /v1/devices/heartbeat "$(jq -cn --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" '{sentAt:$at,queue:0}')")
echo "heartbeat: $(jq -r 'if (.skew | fabs) < 30 then "clock right" else "clock wrong" end' <<<"$beat")"
if [ -n "${GOLDCARD_SECRET_NEXT:-}" ]; then
  # Each secret by itself: take the old one out only when the new one counts.
  if counts "$GOLDCARD_SECRET_NEXT"; then new='counts'; else new='does NOT count'; fi
  if counts "$GOLDCARD_SECRET"; then old='still does'; else old='does not'; fi
  echo "rotation: the new secret $new, the old one $old"
fi

# --- 3. For a time without a network: fetched now and then, by its tag.
get /v1/offline-bundle -D "$home/headers" -o "$home/bundle.jwt"
tag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *\([^\r]*\).*/\1/p' "$home/headers")
status=$(get /v1/offline-bundle -o /dev/null -w '%{http_code}' -H "If-None-Match: $tag")
if [ "$status" = 304 ]; then echo 'bundle: unchanged'; else echo 'bundle: changed'; fi
