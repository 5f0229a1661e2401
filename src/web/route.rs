use super::{compress::compress, state::AppState};
use axum::{
    extract::DefaultBodyLimit,
    handler::Handler,
    middleware::from_fn,
    routing::{self, MethodRouter},
};
use std::sync::Arc;

/// Path of the sign-in page.
pub const SIGN_IN: &str = "/vao";
/// Path of the page of the own account.
pub const ACCOUNT: &str = "/tai-khoan";
/// Path of the page that takes the place of one whose session has ended.
pub const ENDED: &str = "/het-phien";
/// Path of the page that everything begins with.
pub const HOME: &str = "/";

/// Route of a page, or of what scripts read under its session.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its parameters in braces.
    pub path: &'static str,
    /// What answers.
    pub handler: MethodRouter<Arc<AppState>>,
}

impl Route {
    /// Route that only reads.
    pub fn get<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<AppState>>,
        T: 'static,
    {
        Self { method: "GET", path, handler: routing::get(handler) }
    }

    /// Route that changes something. `middleware::guard` refuses it when another site has caused the request.
    pub fn post<H, T>(path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<AppState>>,
        T: 'static,
    {
        Self { method: "POST", path, handler: routing::post(handler) }
    }

    /// The same with answers that are compressed: for pages without a secret alone (`compress`).
    pub fn compressed(self) -> Self {
        Self { handler: self.handler.layer(from_fn(compress)), ..self }
    }

    /// The same with another limit on its body, in bytes.
    pub fn with_body_limit(self, most: usize) -> Self {
        Self { handler: self.handler.layer(DefaultBodyLimit::max(most)), ..self }
    }
}
