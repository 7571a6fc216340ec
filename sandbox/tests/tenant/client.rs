//! A minimal client.

use serde_json::{Value, json};
use workfront_sandbox::{Request, Response, Sandbox};

pub const NOW_MS: f64 = 1_780_000_000_000.0;

pub struct Tenant {
    pub sandbox: Sandbox,
    pub version: &'static str,
    pub now_ms: f64,
}

impl Tenant {
    /// A tenant with 40 users and these options.
    pub fn new(options: Value) -> Self {
        let mut all = json!({"people": 40});
        for (name, value) in options.as_object().unwrap() {
            all[name] = value.clone();
        }
        Tenant {
            sandbox: Sandbox::new(&all).unwrap(),
            version: "v18.0",
            now_ms: NOW_MS,
        }
    }

    pub fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response {
        let to_owned_pair =
            |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.sandbox.handle(&Request {
            method: method.into(),
            url: path.into(),
            headers: headers.iter().map(to_owned_pair).collect(),
            body: body.as_bytes().to_vec(),
            now_ms: self.now_ms,
        })
    }

    /// A call with the administrator's API key. The path is below the version.
    pub fn call(&mut self, method: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        let text = body.map(Value::to_string).unwrap_or_default();
        let path = format!("/attask/api/{}{path}", self.version);
        let headers = [
            ("apiKey", "sandbox-api-key"),
            ("Content-Type", "application/json"),
        ];
        status_and_body(&self.send(method, &path, &headers, &text))
    }

    pub fn form(&mut self, path: &str, body: &str) -> (u16, Value) {
        let path = format!("/attask/api/{}{path}", self.version);
        let content_type = ("Content-Type", "application/x-www-form-urlencoded");
        status_and_body(&self.send(
            "POST",
            &path,
            &[("apiKey", "sandbox-api-key"), content_type],
            body,
        ))
    }

    /// The data of a GET that succeeds.
    pub fn get(&mut self, path: &str) -> Value {
        let (status, body) = self.call("GET", path, None);
        assert_eq!(status, 200, "{path}: {body}");
        body["data"].clone()
    }

    /// The status and the error message of a GET.
    pub fn error_of(&mut self, path: &str) -> (u16, String) {
        let (status, body) = self.call("GET", path, None);
        (status, message(&body))
    }

    /// The IDs that a search finds.
    pub fn ids(&mut self, query: &str) -> Vec<String> {
        let found = self.get(&format!("/user/search?{query}"));
        let all = found.as_array().unwrap().iter();
        all.map(|user| user["ID"].as_str().unwrap().to_owned())
            .collect()
    }

    pub fn id_of(&mut self, object: &str, name: &str) -> String {
        let found = self.get(&format!(
            "/{object}/search?name={}",
            name.replace(' ', "%20")
        ));
        found[0]["ID"].as_str().unwrap().to_owned()
    }

    /// Inserts a user without the checks of a create.
    pub fn insert(&mut self, user: Value) {
        self.sandbox.configure(&json!({"users": [user]})).unwrap();
    }

    pub fn new_user(&mut self) -> Value {
        let level = self.id_of("accesslevel", "Standard");
        json!({"firstName": "Jane", "lastName": "Doe", "emailAddr": "jane.doe@example.com",
               "username": "jane.doe@example.com", "accessLevelID": level})
    }
}

pub fn status_and_body(response: &Response) -> (u16, Value) {
    let body = serde_json::from_slice(&response.body)
        .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&response.body).into_owned()));
    (response.status, body)
}

pub fn message(body: &Value) -> String {
    let error = &body["error"];
    error
        .as_str()
        .or(error["message"].as_str())
        .unwrap_or_default()
        .to_owned()
}
