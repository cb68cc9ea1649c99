use crate::document::{Format, read};
use crate::entity::gazetteer::Gazetteer;
use crate::entity::pipeline::analyse;

const LIST: &str = r#"
[[place]]
id = "middle-east"
name = "الشرق الأوسط"
[[organisation]]
id = "the-paper"
name = "صحيفة الشرق الأوسط"
ambiguous = ["الشرق الأوسط"]
[[organisation]]
id = "hayat"
name = "صحيفة الحياة"
ambiguous = ["الحياة"]
[[place]]
id = "morocco"
name = "المغرب"
"#;

/// Who is found by lists and rules.
fn who(text: &str) -> Vec<String> {
    let gazetteer = Gazetteer::from_sources(std::iter::once(("a.toml", LIST))).unwrap();
    let analysis = analyse(&read(text.to_owned(), Format::Plain), &gazetteer);
    let entry = |at: u32| gazetteer.entry(analysis.names[at as usize].gazetteer?);
    let mentions = analysis.mentions.iter();
    mentions
        .filter_map(|mention| Some(entry(mention.name)?.id.to_string()))
        .collect()
}

#[test]
fn a_region_alone_in_quotation_marks_is_the_paper() {
    for (text, expected) in [
        ("لندن: «الشرق الأوسط» أعلن الوزير", "the-paper"),
        ("وأضاف لـ«الشرق الأوسط» أن", "the-paper"),
        ("وأضاف لـ«الحياة» أن", "hayat"),
        ("زار الشرق الأوسط أمس", "middle-east"),
        ("خطة «سلام الشرق الأوسط» الجديدة", "middle-east"),
        ("في منطقة «الشرق الأوسط» أمس", "middle-east"),
    ] {
        assert_eq!(who(text), [expected], "{text}");
    }
    assert_eq!(who("قال إن «الحياة» صعبة"), [""; 0]);
}

#[test]
fn a_prayer_is_no_state() {
    assert_eq!(who("أدى صلاة المغرب في المسجد"), [""; 0]);
    assert_eq!(who("زار المغرب أمس"), ["morocco"]);
}
