use super::{
    api, health, metrics, middleware,
    problem::Problem,
    render::{Audience, render},
    route::{ENDED, Route, SIGN_IN},
    site,
    state::AppState,
    station,
};
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use std::sync::Arc;

/// Paths that answer without a session. Every other route of a page or of the API needs one.
pub const PUBLIC: [&str; 13] = [
    SIGN_IN,
    site::SIGN_OUT,
    ENDED,
    site::STYLE,
    site::WALL,
    site::OPEN_DATA,
    site::OPEN_DATA_CSV,
    site::OPEN_DATA_JSON,
    site::CHECK,
    site::CHECK_CODE,
    site::PHONE,
    site::PHONE_FILE,
    site::PHONE_KEYS,
];

/// Those of them for which the ledger is read each time, although anybody may ask.
const OPEN: [&str; 7] = [
    site::WALL,
    site::OPEN_DATA,
    site::OPEN_DATA_CSV,
    site::OPEN_DATA_JSON,
    site::CHECK,
    site::CHECK_CODE,
    site::PHONE_KEYS,
];

/// Paths whose answer is always the same.
const FIXED: [&str; 2] = [ENDED, site::STYLE];

/// The same, but so large that nobody gets them as often as he likes.
const LARGE: [&str; 2] = [site::PHONE, site::PHONE_FILE];

/// Method and path of every route for signed-in people, the public ones among them.
#[must_use]
pub fn guarded_routes() -> Vec<(&'static str, &'static str)> {
    site::routes().into_iter().chain(api::routes()).map(|route| (route.method, route.path)).collect()
}

/// Method and path of every route that a token opens, and of their description.
#[must_use]
pub fn token_routes() -> Vec<(&'static str, &'static str)> {
    with_token().into_iter().map(|route| (route.method, route.path)).collect()
}

fn with_token() -> Vec<Route> {
    let mut routes = api::v1::routes();
    routes.push(Route::get("/metrics", metrics::metrics));
    routes
}

/// All routes. Each router's problems are rendered for its audience; those of no router by what the request accepts.
pub fn router(state: &Arc<AppState>) -> Router {
    let rendered = |audience| from_fn_with_state((state.clone(), audience), render);
    let checked = |routes: Vec<Route>| {
        let (fixed, by_clock) = routes.into_iter().partition::<Vec<_>, _>(|route| FIXED.contains(&route.path));
        let (large, by_clock) = by_clock.into_iter().partition::<Vec<_>, _>(|route| LARGE.contains(&route.path));
        let large = collect(large).layer(from_fn_with_state(state.clone(), middleware::limit));
        let (open, by_clock) = by_clock.into_iter().partition::<Vec<_>, _>(|route| OPEN.contains(&route.path));
        let open = collect(open).layer(from_fn_with_state(state.clone(), middleware::limit));
        let by_clock = collect(by_clock).merge(open);
        by_clock.layer(from_fn_with_state(state.clone(), middleware::check_clock)).merge(collect(fixed)).merge(large)
    };
    let site = checked(site::routes()).layer(rendered(Audience::Browser));
    let api = checked(api::routes()).layer(rendered(Audience::Program));
    let guarded = site.merge(api).layer(from_fn_with_state(state.clone(), middleware::guard));
    let tokens = collect(with_token())
        .layer(from_fn_with_state(state.clone(), middleware::charge))
        .layer(from_fn_with_state(state.clone(), middleware::check_clock))
        .layer(from_fn_with_state(state.clone(), middleware::limit));
    let programs = station::routes(state).merge(health::routes()).merge(tokens).merge(guarded);
    let programs = programs.layer(rendered(Audience::Program));
    programs
        .fallback(|| async { Problem::not_found() })
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed() })
        .layer(rendered(Audience::Any))
        .layer(from_fn(middleware::name_route))
        .layer(from_fn_with_state(state.clone(), middleware::receive))
        .layer(from_fn_with_state(state.clone(), middleware::trust))
        .with_state(state.clone())
}

fn collect(routes: Vec<Route>) -> Router<Arc<AppState>> {
    routes.into_iter().fold(Router::new(), |router, route| router.route(route.path, route.handler))
}
