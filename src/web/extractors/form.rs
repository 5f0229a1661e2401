use super::body::check_length;
use crate::web::{problem::Problem, state::AppState};
use axum::{
    Form,
    body::Body,
    extract::{FromRequest, Multipart},
    http::Request,
};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Fields of a page's form, without files.
pub struct PageForm<T>(pub T);

const MOST_FORM: usize = 4096;

impl<T: DeserializeOwned> FromRequest<Arc<AppState>> for PageForm<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), MOST_FORM)?;
        let form = Form::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| Problem::bad_request())
    }
}

/// Files of a page's form, to be read one after another.
pub struct Files(pub Multipart);

impl Files {
    /// Bytes of all files of one form. The route's body limit is the same.
    pub const MOST_BYTES: usize = 64 << 20;
}

impl FromRequest<Arc<AppState>> for Files {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), Self::MOST_BYTES)?;
        Multipart::from_request(request, state).await.map(Self).map_err(|_| Problem::bad_request())
    }
}

/// Fields of a page's form of which one is what another page gave the browser to keep.
pub struct LongForm<T>(pub T);

impl LongForm<()> {
    /// Bytes of such a form. The route's body limit is the same.
    pub const MOST_BYTES: usize = 6 << 20;
}

impl<T: DeserializeOwned> FromRequest<Arc<AppState>> for LongForm<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &Arc<AppState>) -> Result<Self, Problem> {
        check_length(request.headers(), LongForm::MOST_BYTES)?;
        let form = Form::from_request(request, state).await;
        form.map(|Form(fields)| Self(fields)).map_err(|_| Problem::bad_request())
    }
}
