"""A second reader on a port of this machine, that quotes the first words of what it is asked about."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class Reader(BaseHTTPRequestHandler):
    """Takes what is asked to be wrong, and says by which words."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        asked = json.loads(body["messages"][1]["content"])
        said = json.dumps({"verdict": "wrong", "quote": asked["content"][0]})
        answer = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Says nothing."""


@contextmanager
def second_reader():
    """The address of one that answers as long as the block lasts."""
    server = HTTPServer(("127.0.0.1", 0), Reader)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
