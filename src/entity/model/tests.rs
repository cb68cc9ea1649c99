use super::*;

fn small() -> Model {
    let part = |step, keys: &[u32]| {
        let transitions = [[step; LABELS]; LABELS + 1];
        let rows = keys.iter().map(|&key| (key, [0, 3, -4, 0, 0, 127, -127]));
        (Part { step, transitions }, rows.collect())
    };
    let mut lists = Lists::default();
    let mut words = Vec::new();
    for (word, known) in [
        (3, Known::default()),
        (
            u32::MAX,
            Known {
                frequency: 13,
                name: 2,
                part: 77,
                class: 5,
                begins: true,
            },
        ),
    ] {
        words.push((word, known));
    }
    lists.words = words.into_iter().collect();
    lists.phrases = std::iter::once((9, 3)).collect();
    Model {
        lists,
        table: Table::new(
            10,
            [
                part(0.5, &[0, 1, 1023]),
                part(0.25, &[64]),
                part(1.0, &[]),
                part(2.0, &[1]),
            ],
        ),
        chooser: (0..CHOICES)
            .map(|at| if at == 0 { 100 } else { -1 })
            .collect(),
    }
}

#[test]
fn the_file_gives_the_model_back_and_damage_is_seen() {
    let model = small();
    let bytes = model.to_bytes();
    assert_eq!(Model::from_bytes(&bytes).as_ref(), Ok(&model));
    assert_eq!(Model::from_bytes(&[]), Err(ModelError::Foreign));
    for at in (0..bytes.len()).step_by(97).chain([0, 8, bytes.len() - 1]) {
        assert!(Model::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(Model::from_bytes(&damaged).is_err(), "damaged at {at}");
    }
}

#[test]
fn bytes_with_a_right_checksum_are_doubted_too() {
    let bytes = small().to_bytes();
    let body = bytes.len() - 8;
    for at in 8..120 {
        for value in [0, 0x7f, 0xff] {
            let mut damaged = bytes[..body].to_vec();
            damaged[at] = value;
            let sum = checksum(&damaged);
            damaged.extend(sum.to_le_bytes());
            // It is a model or it is none; that it comes back is the test.
            let _ = Model::from_bytes(&damaged);
        }
    }
}

#[test]
fn only_keys_with_a_row_have_weights() {
    let table = small().table;
    assert_eq!(table.len(), 4);
    let rows: [(u32, &[usize]); 5] = [(0, &[0]), (1, &[0, 3]), (2, &[]), (64, &[1]), (1023, &[0])];
    for (key, parts) in rows {
        let mut sums = [1; 8 * PARTS];
        table.add(&[key << 22], &mut sums);
        let mut expected = [1; 8 * PARTS];
        for &part in parts {
            expected[8 * part..8 * part + 8].copy_from_slice(&[1, 4, -3, 1, 1, 128, -126, 1]);
        }
        assert_eq!(sums, expected, "{key}");
    }
}

#[test]
fn scores_are_blended() {
    let table = small().table;
    let mut sums = [0; 8 * PARTS];
    table.add(&[0, 64 << 22, 1 << 22, 5 << 22], &mut sums);
    let of = |news, again| table.scores(&sums, Blend { news, again })[1];
    let rows = [
        ((1.0, false), 3.0),
        ((0.0, false), 0.75),
        ((0.5, false), 1.875),
        ((1.0, true), 0.0),
        ((0.25, true), 4.5),
    ];
    for ((news, again), score) in rows {
        assert!((of(news, again) - score).abs() < 1e-5, "{news} {again}");
    }
    let blend = Blend {
        news: 0.5,
        again: true,
    };
    assert!((table.transitions(blend)[3][4] - 1.5).abs() < 1e-5);
}

#[test]
fn an_article_is_news_unless_its_words_speak_clearly() {
    let model = small();
    // Whatever its place among the choices, a word speaks at most so much.
    assert!(model.share_of_news([7; 3].into_iter()) > 0.6);
    assert!(model.share_of_news((0..5000).map(|_| 7)) < 0.1);
    let unknown = Model {
        chooser: Vec::new(),
        ..model
    };
    assert!((unknown.share_of_news([7].into_iter()) - 1.0).abs() < 1e-6);
}
