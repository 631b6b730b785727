//! What a page says about its article: JSON-LD, then OpenGraph and `<meta>`, then `<time>`.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use crate::date;
use crate::fields::{Fields, one_line};

/// Kinds of JSON-LD object that are articles, besides those whose kind ends in `Article`.
const ARTICLES: [&str; 4] = ["BlogPosting", "Report", "LiveBlogPosting", "AnalysisNewsArticle"];
/// Names of `<meta>` elements, the most telling first.
const TITLE: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const PUBLISHED: [&str; 10] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "date",
];
const PUBLISHER: [&str; 3] = ["og:site_name", "dc.publisher", "publisher"];
const AUTHOR: [&str; 4] = ["author", "article:author", "dc.creator", "parsely-author"];
const LANGUAGE: [&str; 2] = ["content-language", "og:locale"];

/// Signs that stand between a headline and the name of the site.
const SEPARATORS: [char; 10] = ['|', '｜', '-', '–', '—', '－', ':', '：', '/', '／'];

/// Everything found, in order of trust; dates keep all candidates.
pub(super) fn read(document: &Document) -> Fields {
    let mut fields = json_ld(document);
    let metas = metas(document);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
        })
    };
    fields.title = fields.title.or_else(|| meta(&TITLE)).or_else(|| headline(document));
    fields.publisher = fields.publisher.or_else(|| meta(&PUBLISHER));
    fields.author = fields.author.or_else(|| meta(&AUTHOR)).filter(|author| !is_address(author));
    fields.url = canonical(document).or(fields.url).or_else(|| meta(&["og:url"]));
    fields.url = fields.url.filter(|url| is_address(url));
    let declared = document.select_single("html[lang]").attr("lang").map(|tag| tag.to_string());
    fields.language = declared
        .filter(|tag| !tag.trim().is_empty())
        .or(fields.language)
        .or_else(|| meta(&LANGUAGE));
    fields.published.extend(meta(&PUBLISHED));
    fields.published.extend(times(document));
    fields.title = fields.title.map(|title| without_site(&title, fields.publisher.as_deref()));
    fields
}

/// The page's own title. Its first heading stands for it when the title begins with it: what
/// follows there is the name of the site or of a section.
fn headline(document: &Document) -> Option<String> {
    let words = |selector| {
        let element = document.select_single(selector);
        let words = element.nodes().first().map(super::lines::plain).unwrap_or_default();
        Some(one_line(&words)).filter(|words| !words.is_empty())
    };
    let title = document.select_single("title").text();
    let title = Some(one_line(&title)).filter(|title| !title.is_empty());
    match (title, words("h1")) {
        (Some(title), Some(heading)) => {
            Some(if title.starts_with(&heading) { heading } else { title })
        }
        (title, heading) => title.or(heading),
    }
}

fn is_address(url: &str) -> bool {
    let url = url.trim_start();
    url.starts_with("https://") || url.starts_with("http://")
}

fn canonical(document: &Document) -> Option<String> {
    let href = document.select_single("link[rel=\"canonical\"][href]").attr("href")?;
    is_address(&href).then(|| href.to_string())
}

/// Names in lower case and contents, in the order of the page.
fn metas(document: &Document) -> Vec<(String, String)> {
    let name = |node: &NodeRef| {
        ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| node.attr(key))
    };
    let pair = |node: &NodeRef| Some((name(node)?.to_ascii_lowercase(), node.attr("content")?));
    document
        .select("meta[content]")
        .nodes()
        .iter()
        .filter_map(pair)
        .map(|(name, content)| (name, content.trim().to_owned()))
        .filter(|(_, content)| !content.is_empty())
        .collect()
}

/// The date of `<time>` elements: of one marked as the date of publication, or of all in the
/// article when they name one day. A page lists other articles with their dates too.
fn times(document: &Document) -> Option<String> {
    let marked = "time[pubdate][datetime], time[itemprop=\"datePublished\"][datetime]";
    if let Some(time) = document.select_single(marked).attr("datetime") {
        return Some(time.to_string());
    }
    let inside = document.select("article time[datetime]");
    let all = if inside.exists() { inside } else { document.select("time[datetime]") };
    let mut days = all.nodes().iter().filter_map(|time| time.attr("datetime"));
    let first = days.next()?;
    let day = date::published(&first)?;
    days.all(|other| date::published(&other).as_ref() == Some(&day)).then(|| first.to_string())
}

fn json_ld(document: &Document) -> Fields {
    for script in document.select("script[type=\"application/ld+json\"]").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        if let Some(article) = find_article(&value) {
            return of_article(article);
        }
    }
    Fields::default()
}

/// The first article among the objects, lists and `@graph`s of `value`, whose depth the parser
/// has limited.
fn find_article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(find_article),
        Value::Object(object) => {
            let is_article = |kind: &Value| {
                kind.as_str()
                    .is_some_and(|kind| kind.ends_with("Article") || ARTICLES.contains(&kind))
            };
            let found = object.get("@type").is_some_and(|kind| match kind {
                Value::Array(kinds) => kinds.iter().any(is_article),
                kind => is_article(kind),
            });
            if found { Some(value) } else { object.get("@graph").and_then(find_article) }
        }
        _ => None,
    }
}

fn of_article(article: &Value) -> Fields {
    let word = |key: &str| article.get(key).and_then(name);
    let page = article.get("mainEntityOfPage");
    let page = page.and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    Fields {
        title: word("headline").or_else(|| word("name")),
        published: word("datePublished").into_iter().collect(),
        publisher: word("publisher").or_else(|| word("sourceOrganization")),
        url: word("url").or_else(|| page.map(str::to_owned)),
        author: word("author"),
        language: word("inLanguage"),
    }
}

/// A string, an object's `name`, or a list of these.
fn name(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name.clone(),
        Value::Object(object) => object.get("name")?.as_str()?.to_owned(),
        Value::Array(items) => {
            let simple = items.iter().filter(|item| !item.is_array());
            simple.filter_map(name).collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    (!name.trim().is_empty()).then_some(name)
}

/// `headline | site` without the site.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let bare =
        publisher.map(str::trim).filter(|publisher| !publisher.is_empty()).and_then(|site| {
            let before = title.trim().strip_suffix(site)?.trim_end();
            let headline = before.strip_suffix(SEPARATORS)?.trim_end();
            (!headline.is_empty()).then_some(headline)
        });
    bare.unwrap_or(title).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_outranks_meta() {
        let fields = read(&Document::from(
            r#"<html lang="ja"><head><link rel="canonical" href="https://example.org/a">
            <script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"],
              "headline": "協議を再開", "datePublished": "2025-08-15T23:30:00+09:00",
              "publisher": {"name": "架空通信"}, "author": [{"name": "甲"}, "乙"]}]}</script>
            <meta property="og:title" content="別の題"><meta property="og:site_name" content="別の社">
            <meta property="article:published_time" content="2025-08-16"></head></html>"#,
        ));
        assert_eq!(fields.title.as_deref(), Some("協議を再開"));
        assert_eq!(fields.published, ["2025-08-15T23:30:00+09:00", "2025-08-16"]);
        assert_eq!(fields.publisher.as_deref(), Some("架空通信"));
        assert_eq!(fields.author.as_deref(), Some("甲, 乙"));
        assert_eq!(fields.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(fields.language.as_deref(), Some("ja"));
    }

    #[test]
    fn meta_alone() {
        let fields = read(&Document::from(
            r#"<meta property="og:title" content="協議を再開 | 架空通信"><meta property="og:site_name" content="架空通信">
            <meta name="Author" content="甲"><meta property="og:url" content="/relative">
            <script type="application/ld+json">{broken</script><time datetime="2025-08-15">今日</time>"#,
        ));
        assert_eq!(fields.title.as_deref(), Some("協議を再開"));
        assert_eq!(fields.author.as_deref(), Some("甲"));
        assert_eq!(fields.url, None);
        assert_eq!(fields.published, ["2025-08-15"]);
    }

    #[test]
    fn times_that_disagree_tell_nothing() {
        let fields = read(&Document::from(
            r#"<time datetime="2025-08-15">一</time><time datetime="2025-08-14">二</time>"#,
        ));
        assert_eq!(fields.published, [""; 0]);
        let fields = read(&Document::from(
            r#"<article><time datetime="2025-08-15T10:00">一</time></article><time datetime="2025-08-14">二</time>"#,
        ));
        assert_eq!(fields.published, ["2025-08-15T10:00"]);
    }
}
