//! The way through the pages: each role's, with nothing that it is refused and nothing left out.

use super::{
    accounts::{OTHER, add},
    between,
};
use crate::central::office::{Folder, Server};
use std::collections::BTreeSet;
use tramso::web::guarded_routes;

/// Where the links of a page's menu lead, as a phone has it: all of them.
fn menu(page: &str) -> Vec<String> {
    let folded = between(page, "<details class=\"menu\">", "</details>");
    folded.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn names(page: &str, class: &str) -> Vec<String> {
    let Some(row) = page.split(&format!("<nav class=\"{class}\"")).nth(1) else { return Vec::new() };
    let row = row.split("</nav>").next().unwrap();
    row.split("<a ").skip(1).map(|link| between(link, ">", "</a>").to_owned()).collect()
}

/// Pages with a frame that a role opens without anything in their path. The own account is beside the menu.
fn opened(server: &Server, cookie: &str) -> BTreeSet<String> {
    let plain = guarded_routes().into_iter().filter(|(method, path)| *method == "GET" && !path.contains('{'));
    let own = plain.map(|(_, path)| path.to_owned()).filter(|path| path != "/tai-khoan");
    own.filter(|path| {
        let reply = server.page(path, cookie);
        reply.status == 200 && reply.text().contains("<details class=\"menu\">")
    })
    .collect()
}

#[test]
fn each_role_has_its_pages_in_groups_and_the_open_one_is_marked() {
    let folder = Folder::new();
    add(&folder, &[], "tan-ky", &["commune", "--unit", "11113"]);
    add(&folder, &[], "nguoi-xem", &["viewer"]);
    let server = folder.serve(&["--per-address", "0"]);
    let city = server.sign_in();
    let (clerk, viewer) = (server.sign_in_as("tan-ky", OTHER), server.sign_in_as("nguoi-xem", OTHER));
    let unit =
        ["", "/thon", "/co-quan", "/bao-cao", "/chung-nhan", "/one-touch"].map(|after| format!("/xa/11113{after}"));
    for (cookie, of_unit, groups) in [(&city, 0, 6), (&clerk, 6, 4), (&viewer, 0, 3)] {
        let first = server.page("/viec", cookie).text();
        let links = menu(&first);
        let all: BTreeSet<String> = links.iter().cloned().collect();
        assert_eq!(all.len(), links.len(), "a page is in one group: {links:?}");
        assert_eq!(names(&first, "groups").len(), groups, "{links:?}");
        let mut wanted = opened(&server, cookie);
        wanted.extend(unit.iter().take(of_unit).cloned());
        assert_eq!(all, wanted, "each page that the role opens, and no other");
        for path in &links {
            let page = server.page(path, cookie);
            assert_eq!(page.status, 200, "{path}");
            let text = page.text();
            let is_alone = names(&text, "within").is_empty();
            let open = between(&text, "<details class=\"menu\">", "</details>");
            assert!(open.contains(&format!("href=\"{path}\" aria-current=\"page\"")), "{path} is not marked");
            // In the folded menu, and in the row of its group or as the group that it is.
            assert_eq!(text.matches("aria-current=\"page\"").count(), 2, "{path}, alone: {is_alone}");
        }
    }
    let unit = server.page("/xa/11113/thon", &city).text();
    assert!(unit.contains("aria-label=\"Các trang của Xã Tân Kỳ\""), "the city has the unit's pages on them");
    assert!(!server.page("/xa/11113/thon", &clerk).text().contains("aria-label=\"Các trang của Xã"));
}
