use std::io::Cursor;
use std::sync::Arc;

use super::*;
use crate::document::archive::tests::zipped;
use crate::document::{ParagraphKind, articles};

const CONTAINER: &[u8] = br#"<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
const PACKAGE: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>كتاب المثال</dc:title>
<dc:creator>سلمى مثال</dc:creator><dc:language>ar</dc:language><dc:date>2019</dc:date>
<dc:publisher>دار المثال</dc:publisher></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/two%20.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="a.css" media-type="text/css"/></manifest>
<spine page-progression-direction="rtl"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="none"/></spine></package>"#;
const ONE: &str = r#"<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body><h1>الفصل الأول</h1><p>وصل <a id="x"/><i>لوكاشينكو</i>.</p></body></html>"#;
const TWO: &str = "<html><body><h1>الفصل الثاني</h1><p>ثم عاد.</p></body></html>";

pub(crate) fn book() -> Vec<u8> {
    zipped(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE.as_bytes()),
        ("OEBPS/nav.xhtml", b"<html><body>nav</body></html>"),
        ("OEBPS/text/one.xhtml", ONE.as_bytes()),
        ("OEBPS/text/two .xhtml", TWO.as_bytes()),
    ])
}

fn opened(bytes: Vec<u8>) -> Result<Document, Refusal> {
    let mut found = articles("a.zip", Box::new(Cursor::new(bytes)), &Arc::default());
    let entry = found.next().unwrap();
    assert!(entry.place.is_empty() && found.next().is_none());
    entry.article
}

#[test]
fn a_book_is_one_article_in_the_order_of_its_spine() {
    let document = opened(book()).unwrap();
    assert_eq!(
        document.source,
        "كتاب المثال\n\nالفصل الأول\n\nوصل لوكاشينكو.\n\nالفصل الثاني\n\nثم عاد.\n"
    );
    let kinds: Vec<_> = document.paragraphs.iter().map(|p| p.kind).collect();
    use ParagraphKind::{Body, Heading, Title};
    assert_eq!(kinds, [Title, Heading(1), Body, Heading(1), Body]);
    let meta = &document.meta;
    assert_eq!(meta.author.as_deref(), Some("سلمى مثال"));
    assert_eq!(meta.language.as_deref(), Some("ar"));
    assert_eq!(meta.source.as_deref(), Some("دار المثال"));
    assert_eq!(meta.date, Some(jiff::civil::date(2019, 1, 1)));
    assert_eq!(meta.direction, Some(Direction::RightToLeft));
}

#[test]
fn a_book_that_cannot_be_read_says_why() {
    let files = |opf: &str, encryption: &str| {
        zipped(&[
            ("META-INF/container.xml", CONTAINER),
            ("META-INF/encryption.xml", encryption.as_bytes()),
            ("OEBPS/book.opf", opf.as_bytes()),
        ])
    };
    let fonts = "<encryption><EncryptionMethod Algorithm=\"http://www.idpf.org/2008/embedding\"/></encryption>";
    let texts = "<encryption><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes128-cbc\"/></encryption>";
    for (bytes, wanted) in [
        (files(PACKAGE, fonts), "OEBPS/text/one.xhtml is missing"),
        (files(PACKAGE, texts), "protected"),
        (files("<package/>", fonts), "no chapters"),
        (
            zipped(&[("META-INF/container.xml", b"<container/>")]),
            "no package",
        ),
    ] {
        let reason = format!("{:?}", opened(bytes).unwrap_err());
        assert!(reason.contains(wanted), "{reason}");
    }
}

#[test]
fn paths_are_joined_and_elements_closed() {
    for (folder, href, wanted) in [
        ("OEBPS", "a.xhtml#x", "OEBPS/a.xhtml"),
        ("OEBPS/x", "../a%20b.xhtml", "OEBPS/a b.xhtml"),
        ("", "../../a", "a"),
        ("x", "/a%", "a%"),
        ("x", "%zz%4", "x/%zz%4"),
    ] {
        assert_eq!(join(folder, href), wanted, "{href}");
    }
    let html = as_html("<title/><br/><a id='x' /><p>1/>2</p></>");
    assert_eq!(html, "<title></title><br/><a id='x' ></a><p>1/>2</p></>");
}
