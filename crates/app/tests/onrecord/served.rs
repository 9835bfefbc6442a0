//! A server on a ledger, and a client that says exactly what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::newsroom::Newsroom;

/// `onrecord serve`, ended when it is dropped.
pub(crate) struct Served {
    child: Child,
    /// `127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Reply {
    /// The body of a page that is there.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!(self.status, 200, "{self:?}");
        self.body
    }

    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.fine()).unwrap()
    }

    /// The value of a header, or nothing.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }
}

impl Served {
    /// Serves the ledger `l.ledger` of `room`.
    pub(crate) fn new(room: &Newsroom, arguments: &[&str]) -> Served {
        let base = ["serve", "--ledger", "l.ledger", "--listen", "127.0.0.1:0"];
        let mut command = room.command(&[&base[..], arguments].concat());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        told.read_line(&mut line).unwrap();
        let address = line
            .split("http://")
            .nth(1)
            .unwrap_or_else(|| panic!("{line}"));
        let address = address.split('/').next().unwrap().to_owned();
        thread::spawn(move || std::io::copy(&mut told, &mut std::io::sink()));
        Served { child, address }
    }

    /// Sends `head`, to which the host is added unless it names one, and `body`.
    pub(crate) fn send(&self, head: &str, body: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(300)))
            .unwrap();
        let host = match head.to_ascii_lowercase().contains("\r\nhost:") {
            true => String::new(),
            false => format!("Host: {}\r\n", self.address),
        };
        let length = body.len();
        let request =
            format!("{head}\r\n{host}Connection: close\r\nContent-Length: {length}\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let _ = stream.write_all(body); // a refused upload is not read to its end
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let reply = String::from_utf8(bytes).unwrap();
        let (head, body) = reply
            .split_once("\r\n\r\n")
            .unwrap_or_else(|| panic!("{reply}"));
        Reply {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// What stands at `path`: while that is being put together, it is asked for again, as the answer says.
    pub(crate) fn get(&self, path: &str) -> Reply {
        loop {
            let reply = self.send(&format!("GET {path} HTTP/1.1"), &[]);
            let again = reply.header("retry-after").map(str::parse);
            match again {
                Some(Ok(wait)) if reply.status == 503 => thread::sleep(Duration::from_secs(wait)),
                _ => return reply,
            }
        }
    }

    /// Sends a form to `path`.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.send(&format!("POST {path} HTTP/1.1\r\n{kind}"), body.as_bytes())
    }

    /// Sends files and fields as a form with parts.
    pub(crate) fn upload(&self, fields: &[(&str, &str)], files: &[(&str, &str)]) -> Reply {
        let mut body = String::new();
        for (name, value) in fields {
            body.push_str(&format!(
                "--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        for (name, content) in files {
            let head =
                format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
            body.push_str(&format!("--x\r\n{head}\r\n\r\n{content}\r\n"));
        }
        body.push_str("--x--\r\n");
        let kind = "Content-Type: multipart/form-data; boundary=x";
        self.send(&format!("POST /add HTTP/1.1\r\n{kind}"), body.as_bytes())
    }

    /// The seal that stands in the forms.
    pub(crate) fn seal(&self) -> String {
        let page = self.get("/add").fine();
        let rest = page.split("name=\"seal\" value=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

/// `words` as they stand in an address.
pub(crate) fn escaped(words: &str) -> String {
    let escape = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    words.bytes().map(escape).collect()
}
