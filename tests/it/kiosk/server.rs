//! A small server that answers as a test directs it, also wrongly.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What was asked, with the body as far as it was read.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A number of the query.
    pub fn query(&self, name: &str) -> Option<u64> {
        let (_, query) = self.path.split_once('?')?;
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
    }

    /// Method and path without the query and long numbers: `PUT /v1/uploads`.
    pub fn calls(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let short: Vec<&str> = path.split('/').filter(|part| part.len() < 20).collect();
        format!("{} {}", self.method, short.join("/"))
    }
}

/// How the server answers.
pub enum Answer {
    Reply {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
    },
    /// The line breaks after so many bytes of the reply.
    Cut {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: Vec<u8>,
        after: usize,
    },
    /// The line breaks without a word.
    Nothing,
    /// Nothing is ever sent, and the connection stays open.
    Silence,
}

pub fn reply(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Answer {
    Answer::Reply { status, headers: vec![("Content-Type", kind.to_owned())], body: body.into() }
}

pub fn have(status: u16, bytes: u64) -> Answer {
    reply(status, "application/json", format!("{{\"have\":{bytes}}}"))
}

pub fn problem(status: u16, code: &str) -> Answer {
    let body =
        format!("{{\"code\":\"{code}\",\"title\":\"Không nhận.\",\"now\":\"Gọi Ban Tổ chức.\",\"retry\":false}}");
    reply(status, "application/problem+json", body)
}

pub type Judge = dyn FnMut(&Asked) -> Answer + Send;
/// How many bytes of a body are read before the line breaks; none for all.
pub type Tear = dyn FnMut(&Asked) -> Option<usize> + Send;

pub struct Server {
    pub port: u16,
    pub asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn start(judge: impl FnMut(&Asked) -> Answer + Send + 'static) -> Self {
        Self::start_with(None, |_| None, judge)
    }

    pub fn start_with(
        tls: Option<Arc<ServerConfig>>,
        tear: impl FnMut(&Asked) -> Option<usize> + Send + 'static,
        judge: impl FnMut(&Asked) -> Answer + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let all = asked.clone();
        let judge: Arc<Mutex<Box<Judge>>> = Arc::new(Mutex::new(Box::new(judge)));
        let tear: Arc<Mutex<Box<Tear>>> = Arc::new(Mutex::new(Box::new(tear)));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (all, judge, tear, tls) = (all.clone(), judge.clone(), tear.clone(), tls.clone());
                thread::spawn(move || match tls {
                    None => serve(stream, &all, &judge, &tear),
                    Some(config) => {
                        let connection = ServerConnection::new(config).unwrap();
                        serve(StreamOwned::new(connection, stream), &all, &judge, &tear);
                    }
                });
            }
        });
        Self { port, asked }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn calls(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(Asked::calls).collect()
    }
}

fn serve(stream: impl Read + Write, all: &Mutex<Vec<Asked>>, judge: &Mutex<Box<Judge>>, tear: &Mutex<Box<Tear>>) {
    let mut stream = BufReader::new(stream);
    while let Some(mut asked) = head(&mut stream) {
        let length: usize = asked.header("content-length").map_or(0, |length| length.parse().unwrap());
        let torn = (tear.lock().unwrap())(&asked);
        let mut body = vec![0; torn.unwrap_or(length).min(length)];
        if stream.read_exact(&mut body).is_err() {
            return;
        }
        asked.body = body;
        all.lock().unwrap().push(asked.clone());
        if torn.is_some() {
            return;
        }
        let answer = (judge.lock().unwrap())(&asked);
        let (status, headers, body, after) = match answer {
            Answer::Reply { status, headers, body } => (status, headers, body, usize::MAX),
            Answer::Cut { status, headers, body, after } => (status, headers, body, after),
            Answer::Nothing => return,
            Answer::Silence => {
                // Longer than any patience of these tests; the thread goes with the process.
                thread::park_timeout(Duration::from_secs(600));
                return;
            }
        };
        let mut whole = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len()).into_bytes();
        for (name, value) in headers {
            whole.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        whole.extend(b"\r\n");
        let end = whole.len() + body.len().min(after);
        whole.extend(body);
        let stream = stream.get_mut();
        if stream.write_all(&whole[..end]).is_err() || stream.flush().is_err() || after != usize::MAX {
            return;
        }
    }
}

fn head(stream: &mut impl BufRead) -> Option<Asked> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let mut first = lines.first()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    Some(Asked { method, path, headers, body: Vec::new() })
}

/// A port on which nobody listens.
pub fn nobody() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
