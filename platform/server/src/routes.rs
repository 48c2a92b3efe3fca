//! Every operation of the API, a line each, in alphabetical order of the handlers. A line cannot leave out the documentation.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::frame::FrameLayer;
use crate::meters::Meter;
use crate::openapi::Operation;
use crate::state::App;
use crate::web;
use crate::{
    access_log, api_keys, apps, comments, departments, exports, files, groups, health, imports, jobs, logins, modules,
    openapi, organisation, problems, records, recycle_bin, roles, search, session, sessions, setup, sharing_rules,
    tags, views,
};

/// A route: method and path, what it does, and what it says of itself.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with names in braces.
    pub path: &'static str,
    /// Its documentation.
    pub doc: Operation,
    handler: MethodRouter<App>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.method, self.path, self.doc.id)
    }
}

fn route<T: 'static>(
    (method, filter): (Method, MethodFilter),
    path: &'static str,
    handler: impl Handler<T, App>,
    doc: Operation,
) -> Route {
    Route { method, path, doc, handler: on(filter, handler) }
}

const GET: (Method, MethodFilter) = (Method::GET, MethodFilter::GET);
const POST: (Method, MethodFilter) = (Method::POST, MethodFilter::POST);
const PUT: (Method, MethodFilter) = (Method::PUT, MethodFilter::PUT);
const PATCH: (Method, MethodFilter) = (Method::PATCH, MethodFilter::PATCH);
const DELETE: (Method, MethodFilter) = (Method::DELETE, MethodFilter::DELETE);

/// Every route.
pub fn all() -> Vec<Route> {
    vec![
        route(GET, "/api/v1/access-log", access_log::list_access::handler, access_log::list_access::doc()),
        route(POST, "/api/v1/api-keys", api_keys::create_api_key::handler, api_keys::create_api_key::doc()),
        route(GET, "/api/v1/api-keys", api_keys::list_api_keys::handler, api_keys::list_api_keys::doc()),
        route(DELETE, "/api/v1/api-keys/{id}", api_keys::revoke_api_key::handler, api_keys::revoke_api_key::doc()),
        route(GET, "/api/v1/apps", apps::list_apps::handler, apps::list_apps::doc()),
        route(PATCH, "/api/v1/apps/{app}", apps::switch_app::handler, apps::switch_app::doc()),
        route(DELETE, "/api/v1/comments/{id}", comments::delete_comment::handler, comments::delete_comment::doc()),
        route(PATCH, "/api/v1/comments/{id}", comments::update_comment::handler, comments::update_comment::doc()),
        route(
            GET,
            "/api/v1/departments/tree",
            departments::department_tree::handler,
            departments::department_tree::doc(),
        ),
        route(POST, "/api/v1/exports", exports::create_export::handler, exports::create_export::doc()),
        route(GET, "/api/v1/exports/{id}/file", exports::download_export::handler, exports::download_export::doc()),
        route(GET, "/api/v1/exports/{id}", exports::find_export::handler, exports::find_export::doc()),
        route(GET, "/api/v1/exports", exports::list_exports::handler, exports::list_exports::doc()),
        route(GET, "/api/v1/files/{id}", files::download_file::handler, files::download_file::doc()),
        route(DELETE, "/api/v1/files/{id}", files::remove_file::handler, files::remove_file::doc()),
        route(POST, "/api/v1/files", files::upload_file::handler, files::upload_file::doc()),
        route(POST, "/api/v1/groups", groups::create_group::handler, groups::create_group::doc()),
        route(DELETE, "/api/v1/groups/{id}", groups::delete_group::handler, groups::delete_group::doc()),
        route(GET, "/api/v1/groups/{id}", groups::find_group::handler, groups::find_group::doc()),
        route(GET, "/api/v1/groups", groups::list_groups::handler, groups::list_groups::doc()),
        route(PATCH, "/api/v1/groups/{id}", groups::update_group::handler, groups::update_group::doc()),
        route(GET, "/healthz", health::is_alive::handler, health::is_alive::doc()),
        route(GET, "/readyz", health::is_ready::handler, health::is_ready::doc()),
        route(GET, "/metrics", health::show_metrics::handler, health::show_metrics::doc()),
        route(POST, "/api/v1/imports/{id}/cancel", imports::cancel_import::handler, imports::cancel_import::doc()),
        route(POST, "/api/v1/imports", imports::create_import::handler, imports::create_import::doc()),
        route(
            GET,
            "/api/v1/imports/{id}/rejected",
            imports::download_rejected::handler,
            imports::download_rejected::doc(),
        ),
        route(GET, "/api/v1/imports/{id}", imports::find_import::handler, imports::find_import::doc()),
        route(GET, "/api/v1/imports", imports::list_imports::handler, imports::list_imports::doc()),
        route(POST, "/api/v1/imports/{id}", imports::run_import::handler, imports::run_import::doc()),
        route(PATCH, "/api/v1/imports/{id}", imports::update_import::handler, imports::update_import::doc()),
        route(POST, "/api/v1/jobs/{id}/cancel", jobs::cancel_job::handler, jobs::cancel_job::doc()),
        route(GET, "/api/v1/jobs/{id}", jobs::find_job::handler, jobs::find_job::doc()),
        route(GET, "/api/v1/jobs/dead", jobs::list_dead_jobs::handler, jobs::list_dead_jobs::doc()),
        route(GET, "/api/v1/jobs", jobs::list_jobs::handler, jobs::list_jobs::doc()),
        route(POST, "/api/v1/jobs/{id}/retry", jobs::retry_job::handler, jobs::retry_job::doc()),
        route(POST, "/api/v1/logins", logins::create_login::handler, logins::create_login::doc()),
        route(GET, "/api/v1/logins", logins::list_logins::handler, logins::list_logins::doc()),
        route(PATCH, "/api/v1/logins/{id}", logins::update_login::handler, logins::update_login::doc()),
        route(POST, "/api/v1/modules/{module}/fields", modules::create_field::handler, modules::create_field::doc()),
        route(POST, "/api/v1/modules", modules::create_module::handler, modules::create_module::doc()),
        route(GET, "/api/v1/modules/{module}", modules::find_module::handler, modules::find_module::doc()),
        route(
            GET,
            "/api/v1/modules/{module}/fields/{field}/dependents",
            modules::list_dependents::handler,
            modules::list_dependents::doc(),
        ),
        route(GET, "/api/v1/modules", modules::list_modules::handler, modules::list_modules::doc()),
        route(
            DELETE,
            "/api/v1/modules/{module}/fields/{field}",
            modules::retire_field::handler,
            modules::retire_field::doc(),
        ),
        route(DELETE, "/api/v1/modules/{module}", modules::retire_module::handler, modules::retire_module::doc()),
        route(PUT, "/api/v1/modules/{module}/layout", modules::set_layout::handler, modules::set_layout::doc()),
        route(
            PATCH,
            "/api/v1/modules/{module}/fields/{field}",
            modules::update_field::handler,
            modules::update_field::doc(),
        ),
        route(PATCH, "/api/v1/modules/{module}", modules::update_module::handler, modules::update_module::doc()),
        route(GET, "/api/v1/openapi.json", openapi::show_document::handler, openapi::show_document::doc()),
        route(
            GET,
            "/api/v1/organisation",
            organisation::show_organisation::handler,
            organisation::show_organisation::doc(),
        ),
        route(
            PATCH,
            "/api/v1/organisation",
            organisation::update_organisation::handler,
            organisation::update_organisation::doc(),
        ),
        route(GET, "/problems/{type}", problems::find_problem::handler, problems::find_problem::doc()),
        route(GET, "/problems", problems::list_problems::handler, problems::list_problems::doc()),
        route(
            POST,
            "/api/v1/records/{module}/aggregate",
            records::aggregate_records::handler,
            records::aggregate_records::doc(),
        ),
        route(POST, "/api/v1/records/{module}/{id}/files", records::attach_file::handler, records::attach_file::doc()),
        route(POST, "/api/v1/records/{module}/batch", records::batch_records::handler, records::batch_records::doc()),
        route(GET, "/api/v1/records/{module}/count", records::count_records::handler, records::count_records::doc()),
        route(
            POST,
            "/api/v1/records/{module}/{id}/comments",
            records::create_comment::handler,
            records::create_comment::doc(),
        ),
        route(POST, "/api/v1/records/{module}", records::create_record::handler, records::create_record::doc()),
        route(DELETE, "/api/v1/records/{module}/{id}", records::delete_record::handler, records::delete_record::doc()),
        route(
            GET,
            "/api/v1/records/{module}/{id}/comments",
            records::list_comments::handler,
            records::list_comments::doc(),
        ),
        route(GET, "/api/v1/records/{module}/{id}/files", records::list_files::handler, records::list_files::doc()),
        route(
            GET,
            "/api/v1/records/{module}/{id}/history",
            records::list_history::handler,
            records::list_history::doc(),
        ),
        route(GET, "/api/v1/records/{module}", records::list_records::handler, records::list_records::doc()),
        route(
            GET,
            "/api/v1/records/{module}/{id}/related/{link}",
            records::list_related::handler,
            records::list_related::doc(),
        ),
        route(GET, "/api/v1/records/{module}/{id}/tags", records::list_tags::handler, records::list_tags::doc()),
        route(GET, "/api/v1/records/{module}/{id}/team", records::list_team::handler, records::list_team::doc()),
        route(
            GET,
            "/api/v1/records/{module}/{id}/timeline",
            records::list_timeline::handler,
            records::list_timeline::doc(),
        ),
        route(POST, "/api/v1/records/{module}/query", records::query_records::handler, records::query_records::doc()),
        route(GET, "/api/v1/records/{module}/{id}", records::read_record::handler, records::read_record::doc()),
        route(
            DELETE,
            "/api/v1/records/{module}/{id}/team/{kind}/{subject}",
            records::remove_team_member::handler,
            records::remove_team_member::doc(),
        ),
        route(
            POST,
            "/api/v1/records/{module}/{id}/reveal",
            records::reveal_field::handler,
            records::reveal_field::doc(),
        ),
        route(
            POST,
            "/api/v1/records/{module}/{id}/actions/{action}",
            records::run_action::handler,
            records::run_action::doc(),
        ),
        route(PUT, "/api/v1/records/{module}/{id}/tags", records::set_tags::handler, records::set_tags::doc()),
        route(
            PUT,
            "/api/v1/records/{module}/{id}/team",
            records::set_team_member::handler,
            records::set_team_member::doc(),
        ),
        route(PATCH, "/api/v1/records/{module}/{id}", records::update_record::handler, records::update_record::doc()),
        route(GET, "/api/v1/records/{module}/{id}/why", records::why_record::handler, records::why_record::doc()),
        route(GET, "/api/v1/recycle-bin", recycle_bin::list_deleted::handler, recycle_bin::list_deleted::doc()),
        route(
            POST,
            "/api/v1/recycle-bin/{module}/purge",
            recycle_bin::purge_deleted::handler,
            recycle_bin::purge_deleted::doc(),
        ),
        route(
            POST,
            "/api/v1/recycle-bin/{module}/restore",
            recycle_bin::restore_deleted::handler,
            recycle_bin::restore_deleted::doc(),
        ),
        route(POST, "/api/v1/roles", roles::create_role::handler, roles::create_role::doc()),
        route(DELETE, "/api/v1/roles/{role}", roles::delete_role::handler, roles::delete_role::doc()),
        route(GET, "/api/v1/roles/{role}", roles::find_role::handler, roles::find_role::doc()),
        route(GET, "/api/v1/roles/{role}/members", roles::list_members::handler, roles::list_members::doc()),
        route(GET, "/api/v1/roles", roles::list_roles::handler, roles::list_roles::doc()),
        route(GET, "/api/v1/people/{person}/roles", roles::list_roles_of::handler, roles::list_roles_of::doc()),
        route(PUT, "/api/v1/roles/{role}/members", roles::set_members::handler, roles::set_members::doc()),
        route(PUT, "/api/v1/people/{person}/roles", roles::set_roles_of::handler, roles::set_roles_of::doc()),
        route(PUT, "/api/v1/roles/{role}", roles::update_role::handler, roles::update_role::doc()),
        route(GET, "/api/v1/retired", modules::list_retired::handler, modules::list_retired::doc()),
        route(GET, "/api/v1/search", search::search_everywhere::handler, search::search_everywhere::doc()),
        route(DELETE, "/api/v1/session", session::close_session::handler, session::close_session::doc()),
        route(POST, "/api/v1/session", session::open_session::handler, session::open_session::doc()),
        route(POST, "/api/v1/session/password", session::set_password::handler, session::set_password::doc()),
        route(GET, "/api/v1/session", session::show_session::handler, session::show_session::doc()),
        route(PATCH, "/api/v1/session", session::update_session::handler, session::update_session::doc()),
        route(DELETE, "/api/v1/sessions", sessions::end_other_sessions::handler, sessions::end_other_sessions::doc()),
        route(DELETE, "/api/v1/sessions/{id}", sessions::end_session::handler, sessions::end_session::doc()),
        route(GET, "/api/v1/sessions", sessions::list_sessions::handler, sessions::list_sessions::doc()),
        route(POST, "/api/v1/setup", setup::set_up::handler, setup::set_up::doc()),
        route(GET, "/api/v1/setup", setup::show_setup::handler, setup::show_setup::doc()),
        route(POST, "/api/v1/setup/demo", setup::begin_demo::handler, setup::begin_demo::doc()),
        route(DELETE, "/api/v1/setup/demo", setup::remove_demo::handler, setup::remove_demo::doc()),
        route(GET, "/api/v1/setup/demo", setup::show_demo::handler, setup::show_demo::doc()),
        route(
            POST,
            "/api/v1/sharing-rules",
            sharing_rules::create_sharing_rule::handler,
            sharing_rules::create_sharing_rule::doc(),
        ),
        route(
            DELETE,
            "/api/v1/sharing-rules/{id}",
            sharing_rules::delete_sharing_rule::handler,
            sharing_rules::delete_sharing_rule::doc(),
        ),
        route(
            GET,
            "/api/v1/sharing-rules/{id}",
            sharing_rules::find_sharing_rule::handler,
            sharing_rules::find_sharing_rule::doc(),
        ),
        route(
            GET,
            "/api/v1/sharing-rules",
            sharing_rules::list_sharing_rules::handler,
            sharing_rules::list_sharing_rules::doc(),
        ),
        route(
            PUT,
            "/api/v1/sharing-rules/{id}",
            sharing_rules::update_sharing_rule::handler,
            sharing_rules::update_sharing_rule::doc(),
        ),
        route(GET, "/api/v1/tags", tags::list_tags::handler, tags::list_tags::doc()),
        route(POST, "/api/v1/views/{module}", views::create_view::handler, views::create_view::doc()),
        route(DELETE, "/api/v1/views/{module}/{id}", views::delete_view::handler, views::delete_view::doc()),
        route(GET, "/api/v1/views/{module}", views::list_views::handler, views::list_views::doc()),
        route(PUT, "/api/v1/views/{module}/order", views::order_views::handler, views::order_views::doc()),
        route(PATCH, "/api/v1/views/{module}/{id}", views::update_view::handler, views::update_view::doc()),
    ]
}

/// The routes, each in its frame, and what answers where there is none.
pub fn router(app: &App) -> Router {
    let mut router = Router::new();
    for Route { method, path, doc, handler } in all() {
        router = router.route(path, handler.layer(FrameLayer::of(app, &doc, &method, Meter::new(doc.id))));
    }
    let around = |name| FrameLayer::around(app, Meter::new(name));
    router
        .method_not_allowed_fallback(web::wrong_method.layer(around("wrong_method")))
        .fallback(web::serve_web.layer(around("serve_web")))
        .with_state(app.clone())
}
