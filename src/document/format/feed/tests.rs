use super::*;
use crate::document::format::html::tests::sound;
use proptest::prelude::*;

fn read(text: &str) -> Vec<(String, Result<Document, Refusal>)> {
    articles(text.to_owned(), &Arc::default())
        .map(|entry| (entry.place, entry.article))
        .collect()
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>صحيفة &quot;المثال&quot;</title><link>https://example.org</link><language>ar</language>
<image><title>شعار</title></image>
<item><title>وصول الوفد &amp;amp; عودته</title><link>https://example.org/1</link>
<guid isPermaLink="false">g-1</guid><pubDate>Mon, 24 May 2021 23:30:00 +0300</pubDate>
<dc:creator>سلمى مثال</dc:creator><description>موجز</description>
<content:encoded><![CDATA[<p>وصل <b>لوكاشينكو</b>.</p><p>ثم عاد.</p>]]></content:encoded></item>
<item><title>بلا رقم</title><description>سطر &lt;b&gt;أول&lt;/b&gt;&lt;br&gt;سطر &amp;nbsp;ثان</description></item>
<item><guid>g-1</guid><description>A &lt; B و ج</description></item>
<item><title></title></item>
</channel></rss>"#;

#[test]
fn rss_gives_an_article_an_item() {
    let found = read(RSS);
    let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["#g-1", "#2", "#3", "#4"]);
    let document = found[0].1.as_ref().unwrap();
    assert_eq!(
        document.source,
        "وصول الوفد & عودته\n\nوصل لوكاشينكو.\n\nثم عاد.\n"
    );
    assert_eq!(document.paragraphs[0].kind, ParagraphKind::Title);
    let meta = &document.meta;
    assert_eq!(meta.source.as_deref(), Some("صحيفة \"المثال\""));
    assert_eq!(meta.date, Some(jiff::civil::date(2021, 5, 24)));
    assert_eq!(meta.author.as_deref(), Some("سلمى مثال"));
    assert_eq!(meta.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(meta.language.as_deref(), Some("ar"));
    let second = found[1].1.as_ref().unwrap();
    assert_eq!(second.source, "بلا رقم\n\nسطر أول\nسطر \u{a0}ثان\n");
    assert_eq!(found[2].1.as_ref().unwrap().source, "A < B و ج\n");
    assert_eq!(
        found[3].1.as_ref().unwrap_err(),
        &Refusal::Failed("it has no text".to_owned())
    );
}

#[test]
fn atom_and_rdf_are_feeds_too() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title type="text">المثال</title>
<entry><id>urn:1</id><title type="html">&lt;b&gt;خبر&lt;/b&gt; أول</title><link rel="self" href="https://example.org/self"/>
<link href="https://example.org/1"/><updated>2021-06-01T00:00:00Z</updated><published>2021-05-24T10:00:00Z</published>
<author><name>سلمى</name><email>x@example.org</email></author><summary>موجز</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص <em>مائل</em></p></div></content></entry>
<entry><title>ثان</title><content type="text">سطر &lt;b&gt; كما هو</content></entry></feed>"#;
    let found = read(atom);
    assert_eq!(found[0].0, "#urn:1");
    let document = found[0].1.as_ref().unwrap();
    assert_eq!(document.source, "خبر أول\n\nنص مائل\n");
    assert_eq!(document.meta.author.as_deref(), Some("سلمى"));
    assert_eq!(document.meta.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(document.meta.date, Some(jiff::civil::date(2021, 5, 24)));
    assert!(found[1].1.as_ref().unwrap().source.contains("كما هو"));
    let rdf = r#"<rdf:RDF xmlns:rdf="r"><channel><title>قناة</title></channel>
        <item rdf:about="https://example.org/9"><title>خبر</title></item></rdf:RDF>"#;
    let found = read(rdf);
    assert_eq!(found[0].0, "#https://example.org/9");
    assert_eq!(
        found[0].1.as_ref().unwrap().meta.source.as_deref(),
        Some("قناة")
    );
}

#[test]
fn a_broken_feed_gives_what_stands_before_the_break() {
    for (cut, articles) in [("</guid>", 0), ("ثم عاد", 0), ("بلا رقم", 1), ("</rss>", 4)]
    {
        let at = RSS.find(cut).unwrap();
        let found = read(&RSS[..at]);
        let good = found.iter().filter(|(place, _)| !place.is_empty()).count();
        assert_eq!(good, articles, "{cut}");
        let reason = format!("{:?}", found.last().unwrap().1);
        assert!(
            articles == 4 || reason.contains("breaks off"),
            "{cut}: {reason}"
        );
    }
    let none = read("<rss><channel><title>x</title></channel></rss>");
    assert!(format!("{:?}", none[0].1).contains("without articles"));
}

#[test]
fn an_entity_bomb_stays_as_small_as_it_is_written() {
    let mut bomb = String::from("<!DOCTYPE rss [<!ENTITY a0 \"نص\">");
    for n in 1..60 {
        bomb += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    bomb += "]><rss><channel><item><title>&a59;</title><description>&a59; x</description></item></channel></rss>";
    let found = read(&bomb);
    let document = found[0].1.as_ref().unwrap();
    assert_eq!(document.source, "&a59;\n\n&a59; x\n");
}

#[test]
fn an_outline_is_a_list_with_links() {
    let text = r#"<opml version="2.0"><head><title>قائمتي</title></head><body>
        <outline text="أخبار"><outline text="المثال &amp; غيره" xmlUrl="https://example.org/feed" htmlUrl="https://example.org"/></outline>
        <outline title="مقالات" xmlUrl="javascript:x"/></body></opml>"#;
    let document = outline(text).unwrap();
    assert_eq!(document.source, "قائمتي\n\nأخبار\nالمثال & غيره\nمقالات\n");
    let kinds: Vec<_> = document.paragraphs.iter().skip(1).map(|p| p.kind).collect();
    let item = |depth| ParagraphKind::Item {
        depth,
        number: None,
    };
    assert_eq!(kinds, [item(0), item(1), item(0)]);
    let link = document.paragraphs[2].pieces[0].link.as_deref();
    assert_eq!(link, Some("https://example.org"));
    assert_eq!(document.paragraphs[3].pieces[0].link, None);
    let deep = format!("<opml><body>{}", "<outline text='x'>".repeat(100_000));
    assert_eq!(outline(&deep).unwrap().paragraphs.len(), 100_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_soup_gives_articles_or_a_reason(parts in proptest::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<description>",
                "</description>", "<![CDATA[", "]]>", "<entry>", "</entry>", "<content type='xhtml'>",
                "</content>", "&amp;", "&x;", "&#0;", "&", "<", ">", "<!--", "<?x", "<outline text='a'",
                "/>", "<outline>", "</outline>", "<link href='", "'", "\"", "\0",
            ]).prop_map(str::to_owned),
            "\\PC{0,12}",
        ], 0..40)) {
        let text = parts.concat();
        let found = read(&text);
        prop_assert!(!found.is_empty());
        for (_, article) in &found {
            if let Ok(document) = article { sound(document); }
        }
        if let Ok(document) = outline(&text) { sound(&document); }
    }
}
