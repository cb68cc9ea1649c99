//! What is read from a settings file, and what is said of it.

use super::*;

fn parse(text: &str) -> (Settings, Vec<String>) {
    let (settings, complaints) = Settings::parse(text, "config.toml");
    (
        settings,
        complaints.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn a_whole_file_is_read() {
    let (settings, complaints) = parse(
        "theme = \"light\"\ncolour = 16\nmeasure = 60\nmouse = false\nfollow = false\nprivate = true\ndirection = \"auto\"\n\
         marks = \"strip\"\ndigits = \"arabic\"\njustify = true\nzen = true\nspacing = 2\nspotlight = true\ngloss = \"words\"\ncalendar = \"hijri\"\nwords-per-minute = 120\nsigns = \"ascii\"\nkeyboard = \"persian\"\nbidi = \"visual-lrm\"\nshaping = \"base\"\nbdsm = \"off\"\n[panes]\nlist = false\nsidebar = false\n[fields]\ntext = \"body\"\n",
    );
    assert_eq!(complaints, Vec::<String>::new());
    let expected = Settings {
        theme: Theme::Light,
        colour: Colour::Sixteen,
        measure: Some(60),
        panes: Panes {
            list: false,
            sidebar: false,
        },
        mouse: false,
        follow: false,
        private: true,
        direction: BaseDirection::Auto,
        marks: Marks::Strip,
        digits: Digits::Arabic,
        justify: true,
        zen: true,
        spacing: 2,
        spotlight: true,
        gloss: Gloss::Words,
        calendar: Calendar::Hijri,
        pace: 120,
        signs: Signs::Ascii,
        keyboard: Keyboard::Persian,
        bidi: Bidi::VisualLrm,
        shaping: Shaping::Base,
        bdsm: Bdsm::Off,
        fields: Fields {
            text: "body".to_owned(),
            ..Fields::default()
        },
        ..Settings::default()
    };
    assert_eq!(settings, expected);
}

#[test]
fn the_readme_shows_every_setting_with_its_default() {
    let readme = include_str!("../../README.md");
    let shown = readme.split("```toml").nth(1).unwrap();
    let shown = shown.split("```").next().unwrap();
    let (settings, complaints) = parse(shown);
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(
        settings,
        Settings {
            measure: Some(60),
            ..Settings::default()
        }
    );
    let lines = shown.lines().filter(|line| line.contains(" = "));
    assert_eq!(lines.count(), ROWS.len());
}

#[test]
fn nothing_has_to_be_set() {
    for text in ["", "\u{feff}", "# only a comment\r\n", "[panes]\n"] {
        assert_eq!(parse(text), (Settings::default(), vec![]), "{text:?}");
    }
    let settings = Settings::default();
    assert!(settings.mouse && settings.panes.list && settings.panes.sidebar);
    assert_eq!(
        (settings.measure_for(true), settings.measure_for(false)),
        (56, 66)
    );
}

#[test]
fn a_wrong_line_is_named_and_costs_only_itself() {
    let rows = [
        (
            "theem = 1",
            "config.toml, line 2: no setting “theem”. Nearest: “theme”. The rest holds.",
        ),
        (
            "color = \"true\"",
            "config.toml, line 2: no setting “color”. Nearest: “colour”. The rest holds.",
        ),
        (
            "sidebar = true",
            "config.toml, line 2: no setting “sidebar”. Nearest: “panes.sidebar”. The rest holds.",
        ),
        (
            "panes.lst = true",
            "config.toml, line 2: no setting “panes.lst”. Nearest: “panes.list”. The rest holds.",
        ),
        (
            "pane = { list = true, x = 1 }",
            "config.toml, line 2: no setting “pane”. Nearest: “panes”. The rest holds.",
        ),
        (
            "theme = \"darc\"",
            "config.toml, line 2: “theme” cannot be “darc”. It takes auto, dark, light, contrast, 16, mono, or the name of a file in the folder themes beside the settings. Nearest: “dark”. The rest holds.",
        ),
        (
            "theme = \"خط\"",
            "config.toml, line 2: “theme” cannot be “خط”. It takes auto, dark, light, contrast, 16, mono, or the name of a file in the folder themes beside the settings. The rest holds.",
        ),
        (
            "theme = []",
            "config.toml, line 2: “theme” cannot be “[…]”. It takes auto, dark, light, contrast, 16 or mono. The rest holds.",
        ),
        (
            "measure = 33",
            "config.toml, line 2: “measure” cannot be “33”. It takes a number of cells from 34 to 200. The rest holds.",
        ),
        (
            "measure = -56",
            "config.toml, line 2: “measure” cannot be “-56”. It takes a number of cells from 34 to 200. The rest holds.",
        ),
        (
            "measure = 99999999999999999999",
            "config.toml, line 2: “measure” cannot be “99999999999999999999”. It takes a number of cells from 34 to 200. The rest holds.",
        ),
        (
            "measure = \"56\"",
            "config.toml, line 2: “measure” cannot be “56”. It takes a number of cells from 34 to 200. The rest holds.",
        ),
        (
            "spacing = 3",
            "config.toml, line 2: “spacing” cannot be “3”. It takes a number of rows from 0 to 2. The rest holds.",
        ),
        (
            "words-per-minute = 0",
            "config.toml, line 2: “words-per-minute” cannot be “0”. It takes a number of words from 50 to 1000. The rest holds.",
        ),
        (
            "panes = true",
            "config.toml, line 2: “panes” cannot be “true”. It takes keys of its own. The rest holds.",
        ),
        (
            "panes.list = 1",
            "config.toml, line 2: “panes.list” cannot be “1”. It takes true or false. The rest holds.",
        ),
        (
            "\"\\u001b[31m\\u202e\" = 1",
            "config.toml, line 2: no setting “\\u{1b}[31m\\u{202e}”. Nearest: “theme”. The rest holds.",
        ),
    ];
    for (line, expected) in rows {
        let (settings, complaints) =
            parse(&format!("marks = \"keep\"\n{line}\nsigns = \"ascii\"\n"));
        assert_eq!(complaints, [expected], "{line}");
        let rest = Settings {
            marks: Marks::Keep,
            signs: Signs::Ascii,
            ..Settings::default()
        };
        assert_eq!(settings, rest, "{line}");
    }
}

#[test]
fn complaints_stand_in_the_order_of_lines() {
    let text = "\u{feff}zebra = 1\r\n\r\nmeasure = 1\r\n[panes]\r\na = 1\r\n";
    let (_, complaints) = Settings::parse(text, "c");
    let lines: Vec<Option<usize>> = complaints.iter().map(|c| c.line).collect();
    assert_eq!(lines, [Some(1), Some(3), Some(5)]);
}

#[test]
fn what_is_no_toml_gives_the_defaults() {
    for (text, line) in [
        ("theme = \"light\"\nmarks = \n", 2),
        ("theme = \"light\"\n\n[panes\n", 3),
        ("theme = \"dark\"\ntheme = \"light\"\n", 2),
    ] {
        let (settings, complaints) = Settings::parse(text, "c");
        assert_eq!(settings, Settings::default(), "{text:?}");
        assert_eq!(complaints.len(), 1, "{text:?}");
        assert_eq!(complaints[0].line, Some(line), "{text:?}");
        assert!(matches!(complaints[0].trouble, Trouble::Syntax(_)));
        assert!(complaints[0].to_string().ends_with("The defaults hold."));
    }
}

#[test]
fn every_setting_refuses_a_table_and_knows_its_words() {
    for Row { name, .. } in ROWS {
        let (settings, complaints) = Settings::parse(&format!("{name} = {{ x = 1 }}"), "c");
        assert_eq!(settings, Settings::default());
        assert!(
            matches!(&complaints[..], [Complaint { trouble: Trouble::WrongValue { key, takes, .. }, .. }]
                if key == name && !takes.to_string().is_empty()),
            "{name}: {complaints:?}"
        );
    }
}

#[test]
fn a_theme_of_few_colours_decides_how_many_are_sent() {
    let rows = [
        ("theme = \"16\"", Colour::Sixteen),
        ("theme = \"mono\"", Colour::None),
        ("theme = \"mono\"\ncolour = \"16\"", Colour::Sixteen),
        ("theme = \"dark\"", Colour::Auto),
    ];
    for (text, expected) in rows {
        assert_eq!(parse(text).0.colours(), expected, "{text}");
    }
}

#[test]
fn files_that_are_missing_or_no_files() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Loaded::of_file(&folder.path().join("none.toml"));
    assert_eq!(missing, Loaded::default());

    let complaints = Loaded::of_file(folder.path()).complaints;
    assert!(matches!(complaints[0].trouble, Trouble::Unreadable(_)));

    let file = folder.path().join("config.toml");
    std::fs::write(&file, b"theme = \"\xff\"").unwrap();
    let complaints = Loaded::of_file(&file).complaints;
    assert!(matches!(complaints[0].trouble, Trouble::Unreadable(_)));

    std::fs::write(&file, "theme = \"dark\"").unwrap();
    let loaded = Loaded::of_file(&file);
    assert_eq!(
        (loaded.settings.theme, loaded.complaints),
        (Theme::Dark, vec![])
    );
    assert_eq!(loaded.lines, [("theme".to_owned(), 1)]);
}

#[test]
fn the_commented_defaults_read_back_as_the_defaults() {
    let text = commented();
    assert_eq!(parse(&text), (Settings::default(), vec![]));
    // Every setting stands in it, with its own sentence.
    for row in ROWS {
        let name = row.name.rsplit_once('.').map_or(row.name, |(_, own)| own);
        assert!(text.contains(&format!("# {}\n", row.about)), "{}", row.name);
        let line = format!("{name} = ");
        assert!(
            text.lines()
                .any(|l| l.trim_start_matches("# ").starts_with(&line)),
            "{}",
            row.name
        );
    }
}

#[test]
fn a_value_is_written_as_it_is_read() {
    let text = "theme = \"light\"\nmeasure = 60\nmouse = false\n[fields]\ntext = \"a \\\"b\\\"\"\n";
    let (settings, _) = parse(text);
    for row in ROWS {
        let Some(value) = row.value(&settings) else {
            continue;
        };
        let (again, complaints) = parse(&format!("{} = {value}", row.name));
        assert_eq!(complaints, Vec::<String>::new(), "{}", row.name);
        assert_eq!(row.value(&again), row.value(&settings), "{}", row.name);
    }
}

#[test]
fn each_setting_has_its_line() {
    let loaded = Loaded::of_text(
        "\u{feff}marks = \"keep\"\n\n[panes]\nlist = 1\nsidebar = true\n",
        "c",
    );
    assert_eq!(loaded.line("marks"), Some(1));
    assert_eq!(loaded.line("panes.sidebar"), Some(5));
    assert_eq!(loaded.line("panes.list"), None);
    assert_eq!(loaded.line("theme"), None);
}

#[test]
fn a_theme_may_be_a_file_beside_the_settings() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("themes")).unwrap();
    let theme = folder.path().join("themes/sand.toml");
    std::fs::write(
        &theme,
        "base = \"light\"\n[roles]\ntext = \"#010203\"\ndmi = 7\n",
    )
    .unwrap();
    let file = folder.path().join("config.toml");
    let load = |name: &str| {
        std::fs::write(&file, format!("mouse = false\ntheme = \"{name}\"\n")).unwrap();
        Loaded::of_file(&file)
    };
    let sand = load("sand");
    let own = sand.settings.own_theme.unwrap();
    assert_eq!((own.name.as_str(), own.palette.roles.len()), ("sand", 1));
    let complaint = sand.complaints[0].to_string();
    assert!(
        complaint.contains("sand.toml, line 4: no setting “roles.dmi”. Nearest: “dim”."),
        "{complaint}"
    );
    assert_eq!(
        sand.lines
            .iter()
            .find(|(n, _)| n == "theme")
            .map(|(_, l)| *l),
        Some(2)
    );
    // One that is not there, and a name that would leave the folder.
    for (name, near) in [("snad", "Nearest: “sand”"), ("../config", "It takes auto")] {
        let loaded = load(name);
        assert_eq!(
            loaded.settings,
            Settings {
                mouse: false,
                ..Settings::default()
            },
            "{name}"
        );
        let complaint = loaded.complaints[0].to_string();
        assert!(
            complaint.contains("config.toml, line 2: “theme” cannot be"),
            "{complaint}"
        );
        assert!(complaint.contains(near), "{complaint}");
        assert_eq!(loaded.line("theme"), None);
    }
}

#[test]
fn the_environment_says_whether_there_are_colours() {
    type Variables<'a> = &'a [(&'a str, &'a str)];
    let rows: [(Variables<'_>, Colour, Colour); 8] = [
        (&[], Colour::Auto, Colour::Auto),
        (&[("NO_COLOR", "1")], Colour::Auto, Colour::None),
        (&[("NO_COLOR", "")], Colour::Auto, Colour::Auto),
        (&[("NO_COLOR", "1")], Colour::Always, Colour::Always),
        (&[("CLICOLOR_FORCE", "1")], Colour::Auto, Colour::Always),
        (&[("CLICOLOR_FORCE", "0")], Colour::Auto, Colour::Auto),
        (
            &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
            Colour::Auto,
            Colour::None,
        ),
        (&[("CLICOLOR", "0")], Colour::Auto, Colour::None),
    ];
    for (variables, set, expected) in rows {
        let env = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(colour(&env, set).0, expected, "{variables:?} {set:?}");
    }
}

#[test]
fn a_hook_that_is_written_wrongly_does_not_run() {
    let (settings, complaints) = parse(
        "[hooks.a]\ncommand = [\"x\"]\n[hooks.b]\nkeys = \"F5\"\n[hooks.c]\ncommand = \"x y\"\n[hooks.d]\ncommand = [\"x\"]\nseconds = 0\n[hooks.\"e f\"]\ncommand = [\"x\"]\n[hooks.g]\ncommand = [\"x\"]\ngive = \"actor\"\n",
    );
    let names: Vec<&str> = settings.hooks.iter().map(|h| h.name.as_str()).collect();
    assert_eq!(names, ["a", "g"]);
    assert_eq!(settings.hooks[0].about, "ask x");
    let told: Vec<String> = complaints
        .iter()
        .map(|c| c.split(". ").next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        told,
        [
            "config.toml, line 3: [hooks.b] names no command",
            "config.toml, line 6: “hooks.c.command” cannot be “x y”",
            "config.toml, line 9: “hooks.d.seconds” cannot be “0”",
            "config.toml, line 10: “e f” cannot be the name of a hook: letters, digits and “-” can",
            "config.toml, line 14: no setting “hooks.g.give”",
        ]
    );
}

#[test]
fn where_a_hook_is_offered_is_said_by_words_that_are_known() {
    use crate::config::Offered;
    let hook = |on: &str| format!("[hooks.a]\ncommand = [\"x\"]\non = {on}\n");
    for (on, wanted) in [
        ("\"card\"", vec![Offered::Card]),
        (
            "[\"text\", \"list\", \"text\"]",
            vec![Offered::Text, Offered::List],
        ),
    ] {
        let (settings, complaints) = parse(&hook(on));
        assert!(complaints.is_empty(), "{on} {complaints:?}");
        assert_eq!(settings.hooks[0].on, wanted, "{on}");
    }
    let words = "text, selection, list, actors, card, lines, connections or timeline";
    for (on, value, line) in [
        ("\"page\"", "“page”", 3),
        ("[\"text\",\n\"page\"]", "“page”", 4),
        ("[]", "", 3),
        ("3", "“3”", 3),
    ] {
        let (settings, complaints) = parse(&hook(on));
        assert_eq!(
            settings.hooks,
            [],
            "{on}: it must not run where nobody wants it"
        );
        let told: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        let begins = format!("config.toml, line {line}: “hooks.a.on” cannot be {value}");
        assert!(told[0].starts_with(&begins), "{told:?}");
        assert!(told[0].contains(words), "{told:?}");
    }
}
