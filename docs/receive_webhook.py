#!/usr/bin/env python3
"""A receiver of Enact's webhooks: checks the signature, the time and whether a message came before. Needs nothing of ours.

    WEBHOOK_SECRET=whsec_… python3 docs/receive_webhook.py 8090

Standard Webhooks (https://www.standardwebhooks.com): the headers webhook-id, webhook-timestamp and webhook-signature, the last
`v1,` and the base64 of HMAC-SHA256 over "id.timestamp.body", with the secret after `whsec_`, decoded, as its key.
A message is sent at least once. Whoever has seen its id answers 2xx again and does nothing.
"""

import base64
import hashlib
import hmac
import http.server
import json
import os
import sys
import time

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
TOLERANCE = 5 * 60  # seconds; an older message is a replay, whoever signed it
LARGEST = 1024 * 1024
seen = {}  # id -> time; keep it in a database, for as long as the sender may try again (three days)


def judge(headers, body, now):
    """What to answer: a status and a word."""
    message, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(now - int(timestamp)) > TOLERANCE:
        return 400, "stale"
    signed = f"{message}.{timestamp}.".encode() + body
    wanted = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest())
    given = [one.partition(",")[2].encode() for one in headers.get("webhook-signature", "").split() if one.startswith("v1,")]
    if not any(hmac.compare_digest(wanted, one) for one in given):
        return 401, "forged"
    if message in seen:
        return 200, "again"
    seen[message] = now
    return 200, "new"


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if length > LARGEST:
            return self.send_error(413)
        body = self.rfile.read(length)
        status, word = judge(self.headers, body, time.time())
        if word == "new":
            print(json.loads(body)["data"].get("says", ""), flush=True)
        answer = word.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
    print(f"Receiving at http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
