//! The command line.

mod render;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Parser, Subcommand, ValueEnum};

use crate::config::{self, Bdsm, Bidi, Settings};
use crate::document::Field;
use crate::entity::pipeline::Parts;
use crate::library::annotations::{Form, Use};
use crate::text::query::Fold;

pub(super) use render::RenderArgs;

/// Read collections of Arabic and mixed-script articles in the terminal, and see who is in them.
#[derive(Debug, Parser)]
#[command(
    name = "warraq",
    version,
    disable_version_flag = true,
    args_conflicts_with_subcommands = true,
    after_help = "Without a path you go on where you were; the first time the sample collection opens. ? shows the keys."
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Files and folders to read, or the name of a collection; - is standard input
    pub(super) paths: Vec<PathBuf>,
    /// Print the version
    #[arg(short = 'V', long)]
    pub(super) version: bool,
    /// With --version: under which licences the program is, and whose work is in it
    #[arg(long, requires = "version")]
    pub(super) licences: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub(super) no_mouse: bool,
    /// One thing after another, for screen readers and braille lines: no drawing, a line to type
    #[arg(long, conflicts_with = "translit")]
    pub(super) linear: bool,
    /// Show Arabic and Hebrew text in Latin letters, for a console that has no others
    #[arg(long)]
    pub(super) translit: bool,
    /// Leave files alone that are new or change while you read
    #[arg(long)]
    pub(super) no_follow: bool,
    /// Go on where you were; without a path this is so anyway
    #[arg(long = "continue")]
    pub(super) resume: bool,
    /// Open the sample collection
    #[arg(long, conflicts_with = "paths")]
    pub(super) sample: bool,
    #[command(flatten)]
    pub(super) display: Display,
    #[command(flatten)]
    pub(super) known: Known,
}

/// What is known before anything is read.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Known {
    /// A list of actors of your own, or a folder of them (may be repeated)
    #[arg(long, value_name = "PATH")]
    pub(super) gazetteer: Vec<PathBuf>,
    /// What becomes of our mentions where a file with marks stands beside an article
    #[arg(long, value_enum, value_name = "HOW", default_value_t = UseArg::Add)]
    annotations: UseArg,
    /// Write nothing: no library, no places, no marks
    #[arg(long)]
    pub(super) private: bool,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum UseArg {
    /// Ours stay where no mark stands
    #[default]
    Add,
    /// Ours go
    Replace,
    /// The marks are not read
    Ignore,
}

impl Known {
    /// Nothing is written: by the option, or by the settings.
    pub(super) fn is_private(&self) -> bool {
        self.private || crate::config::Settings::load().0.private
    }

    /// What changes what is found, as it is kept with a collection; empty when nothing was
    /// chosen.
    pub(super) fn choices(&self) -> String {
        let mut chosen = serde_json::Map::new();
        let fields = self.fields.named.iter();
        let fields: Vec<String> = fields.map(|(f, n)| format!("{}={n}", f.word())).collect();
        if !fields.is_empty() {
            chosen.insert("field".to_owned(), fields.into());
        }
        let whole = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let lists = self.gazetteer.iter().map(whole);
        let lists: Vec<String> = lists.map(|l| l.to_string_lossy().into_owned()).collect();
        if !lists.is_empty() {
            chosen.insert("gazetteer".to_owned(), lists.into());
        }
        if !matches!(self.annotations, UseArg::Add) {
            let word = self.annotations.to_possible_value();
            let word = word.map_or_else(String::new, |word| word.get_name().to_owned());
            chosen.insert("annotations".to_owned(), word.into());
        }
        if chosen.is_empty() {
            return String::new();
        }
        serde_json::Value::from(chosen).to_string()
    }

    /// Takes what was chosen another time. What cannot be understood is passed over.
    pub(super) fn choose(&mut self, choices: &str) {
        let Ok(chosen) = serde_json::from_str::<serde_json::Value>(choices) else {
            return;
        };
        let texts = |key: &str| -> Vec<String> {
            let all = chosen.get(key).and_then(serde_json::Value::as_array);
            let all = all.into_iter().flatten().filter_map(|v| v.as_str());
            all.map(str::to_owned).collect()
        };
        let fields = texts("field");
        self.fields.named = fields.iter().filter_map(|f| field(f).ok()).collect();
        self.gazetteer = texts("gazetteer").into_iter().map(PathBuf::from).collect();
        let word = chosen.get("annotations").and_then(|v| v.as_str());
        let of_word = |word| <UseArg as ValueEnum>::from_str(word, false).ok();
        self.annotations = word.and_then(of_word).unwrap_or_default();
    }

    pub(super) const fn annotations(&self) -> Use {
        match self.annotations {
            UseArg::Add => Use::Add,
            UseArg::Replace => Use::Replace,
            UseArg::Ignore => Use::Ignore,
        }
    }
}

/// Which field of a record is what.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct FieldArgs {
    /// The field of JSON or column of CSV that is the text, title, …: text=body
    #[arg(long = "field", value_name = "WHAT=NAME", value_parser = field)]
    pub(super) named: Vec<(Field, String)>,
}

fn field(written: &str) -> Result<(Field, String), String> {
    let (word, name) = written
        .split_once('=')
        .ok_or_else(|| "it is written as text=NAME".to_owned())?;
    let field = Field::of_word(word).ok_or_else(|| {
        let words: Vec<&str> = Field::words().collect();
        format!("“{word}” is none of {}", words.join(", "))
    })?;
    Ok((field, name.to_owned()))
}

/// How letters come to the terminal, where it is recognised wrongly.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Display {
    /// How right-to-left text is sent; `warraq doctor` shows each way
    #[arg(long, value_name = "WAY", value_parser = words(Bidi::NAMES).map(meaning(Bidi::of_word)))]
    pub(super) bidi: Option<Bidi>,
    /// Who joins Arabic letters
    #[arg(long, value_name = "WHO", value_parser = words(config::Shaping::NAMES).map(meaning(config::Shaping::of_word)))]
    shaping: Option<config::Shaping>,
    /// Whether vowel marks are drawn
    #[arg(long, value_name = "WHICH", value_parser = words(config::Marks::NAMES).map(meaning(config::Marks::of_word)))]
    marks: Option<config::Marks>,
    /// Whether the terminal is told not to reorder lines
    #[arg(long, value_name = "WHEN", value_parser = words(Bdsm::NAMES).map(meaning(Bdsm::of_word)))]
    bdsm: Option<Bdsm>,
    /// The language of the interface; auto goes by the environment
    #[arg(long, value_name = "TAG", value_parser = PossibleValuesParser::new(config::languages()))]
    language: Option<String>,
    /// Whether colours are used; auto obeys NO_COLOR and CLICOLOR_FORCE
    #[arg(long, visible_alias = "colour", value_enum, value_name = "WHEN")]
    color: Option<ColorArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ColorArg {
    /// As the terminal and the environment say
    Auto,
    /// What the terminal can show
    Always,
    /// None
    Never,
}

impl Display {
    /// The settings with what the command line says. Names of those that it says, each with
    /// its flag. `--bidi` is told apart from the settings, since a variable stands between them.
    pub(super) fn over(&self, settings: &mut Settings) -> Vec<(&'static str, &'static str)> {
        let mut said = Vec::new();
        if let Some(language) = &self.language {
            settings.language = Some(language.clone()).filter(|tag| tag != config::AUTO);
            said.push(("language", "--language"));
        }
        if let Some(shaping) = self.shaping {
            settings.shaping = shaping;
            said.push(("shaping", "--shaping"));
        }
        if let Some(marks) = self.marks {
            settings.marks = marks;
            said.push(("marks", "--marks"));
        }
        if let Some(bdsm) = self.bdsm {
            settings.bdsm = bdsm;
            said.push(("bdsm", "--bdsm"));
        }
        if let Some(color) = self.color {
            settings.colour = match color {
                ColorArg::Auto => config::Colour::Auto,
                ColorArg::Always => config::Colour::Always,
                ColorArg::Never => config::Colour::None,
            };
            said.push(("colour", "--color"));
        }
        said
    }
}

fn words(names: &'static [&'static str]) -> PossibleValuesParser {
    PossibleValuesParser::new(names)
}

/// The meaning of a word that is one of the possible ones.
fn meaning<T: Copy + Default>(of: fn(&str) -> Option<T>) -> impl Fn(String) -> T + Clone {
    move |word| of(&word).unwrap_or_default()
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a collection of these paths, or add them to it, and read it in
    Add(AddArgs),
    /// List the collections, or the articles that are one story
    List(ListArgs),
    /// Read in what is new or changed in collections; in all of them, if none is named
    Update(NamesArgs),
    /// Take a collection away; its files stay
    Remove(RemoveArgs),
    /// Say what could not be read, and why
    Problems,
    /// Print your notes, a line each
    Notes(NotesArgs),
    /// Forget what you did: with an article, with an actor, or all of it
    Forget(ForgetArgs),
    /// Look at every page of the databases; one that is damaged is set aside
    Check,
    /// Print every mention of an actor, in reading order
    Mentions(MentionsArgs),
    /// Print the actors, most mentioned first
    Entities(EntitiesArgs),
    /// Print where words stand, each with its context
    Search(SearchArgs),
    /// Print every place of an actor or of words, each in its line
    Kwic(crate::cli::kwic::KwicArgs),
    /// Print who appears with whom, and how often
    Connections(crate::cli::connections::ConnectionsArgs),
    /// Print when articles were written, and when actors are named
    Timeline(crate::cli::timeline::TimelineArgs),
    /// Hold found mentions against a gold standard
    Score(ScoreArgs),
    /// Check marks of other programs against the text and keep them beside the articles
    ImportAnnotations(ImportArgs),
    /// Print the page as it is laid out
    Render(RenderArgs),
    /// Print the text that offsets count in, byte for byte
    Text(TextArgs),
    /// Say which terminal this is, and find out how letters stand right in it
    Doctor(DoctorArgs),
    /// Print the settings that hold, and where each comes from
    Config(ConfigArgs),
    /// Print the manual page: warraq man | man -l -
    #[command(hide = true)]
    Man,
    /// Print what a shell needs to complete the command line
    #[command(hide = true)]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct AddArgs {
    /// Its name
    pub(super) name: String,
    /// Files and folders
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) known: Known,
}

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Articles that tell the same, story after story
    #[arg(long)]
    pub(super) duplicates: bool,
    /// One JSON object a story
    #[arg(long, requires = "duplicates")]
    pub(super) json: bool,
    /// Collections, or files and folders; without them all collections
    #[arg(requires = "duplicates", value_name = "NAME|PATH")]
    pub(super) of: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct NamesArgs {
    /// Their names
    pub(super) names: Vec<String>,
    #[command(flatten)]
    pub(super) known: Known,
}

#[derive(Debug, clap::Args)]
pub(super) struct RemoveArgs {
    /// Its name
    pub(super) name: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct NotesArgs {
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ForgetArgs {
    /// A file, the identifier of an actor (as `warraq entities` prints it), or `all`
    pub(super) what: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct MentionsArgs {
    /// Only this actor: an identifier, or any spelling of its name
    #[arg(long, value_name = "NAME")]
    pub(super) entity: Option<String>,
    /// Say what made each mention
    #[arg(long)]
    pub(super) why: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) known: Known,
    /// Also what may name somebody: titles without a name, doubtful names
    #[arg(long)]
    pub(super) weak: bool,
    /// How much of the recogniser is used, to measure its parts
    #[arg(long, value_enum, default_value_t = PartsArg::All)]
    parts: PartsArg,
    /// A collection by its name, or files and folders; - is standard input
    #[arg(value_name = "NAME|PATH")]
    pub(super) paths: Vec<PathBuf>,
}

impl MentionsArgs {
    pub(super) const fn parts(&self) -> Parts {
        match self.parts {
            PartsArg::Lists => Parts::Lists,
            PartsArg::Rules => Parts::Rules,
            PartsArg::Tagger => Parts::Tagger,
            PartsArg::All => Parts::All,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PartsArg {
    /// The gazetteer
    Lists,
    /// Also titles, head nouns, first names, and what the article remembers
    Rules,
    /// Also the statistical tagger
    Tagger,
    /// Also its second look at the whole article
    All,
}

#[derive(Debug, clap::Args)]
pub(super) struct EntitiesArgs {
    /// A story that several articles tell counts once
    #[arg(long)]
    pub(super) once: bool,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) known: Known,
    /// A collection by its name, or files and folders; - is standard input
    #[arg(value_name = "NAME|PATH")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct SearchArgs {
    /// Words, "phrases", begin*, /regex/, AND OR NOT ( ), actor:NAME, before:2021-06, after:2021,
    /// source:NAME, lang:ar, is:unread, is:starred, has:note, tag:NAME; or @NAME, a saved search
    pub(super) query: String,
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
    /// Articles written last first
    #[arg(long, conflicts_with = "relevant")]
    pub(super) newest: bool,
    /// Articles in which the words say most first
    #[arg(long)]
    pub(super) relevant: bool,
    /// A story that several articles tell stands once
    #[arg(long)]
    pub(super) once: bool,
    /// At most so many lines
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) limit: Option<u32>,
    /// The width of a line in cells; without it that of the terminal, else 100
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=10_000))]
    pub(super) width: Option<u16>,
    /// Differences that do not count, too: marks, hamza, yeh, digits, teh
    #[arg(long, value_name = "WHICH", value_delimiter = ',', value_parser = fold)]
    pub(super) fold: Vec<Fold>,
    /// Differences that count: marks, hamza, yeh, digits, teh
    #[arg(long, value_name = "WHICH", value_delimiter = ',', value_parser = fold)]
    pub(super) exact: Vec<Fold>,
    /// Words in Latin letters find no names in other letters
    #[arg(long)]
    pub(super) no_latin: bool,
    #[command(flatten)]
    pub(super) known: Known,
    /// A collection by its name, or files and folders; - is standard input
    #[arg(value_name = "NAME|PATH")]
    pub(super) paths: Vec<PathBuf>,
}

fn fold(word: &str) -> Result<Fold, String> {
    let found = Fold::ALL.into_iter().find(|fold| fold.name() == word);
    found.ok_or_else(|| {
        let names: Vec<&str> = Fold::ALL.into_iter().map(Fold::name).collect();
        format!("“{word}” is none of {}", names.join(", "))
    })
}

#[derive(Debug, clap::Args)]
pub(super) struct ScoreArgs {
    /// The gold standard: a table with a head line, or JSON Lines as `mentions` prints
    pub(super) gold: PathBuf,
    /// Score these mentions (JSON Lines) instead of our own
    #[arg(long, value_name = "FILE")]
    pub(super) mentions: Option<PathBuf>,
    /// Only these kinds, with commas between them; without it those of the gold standard
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub(super) kinds: Vec<String>,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Tsv)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) known: Known,
    /// The texts; without them the folder `txt` beside the gold standard
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// A file with marks (may be repeated); .ann is brat, .conll CoNLL, .jsonl JSON Lines
    #[arg(long = "marks", value_name = "FILE", required = true)]
    pub(super) annotations: Vec<PathBuf>,
    /// How the marks are written, where the name does not tell
    #[arg(long = "from", value_enum, value_name = "FORM")]
    pub(super) form: Option<FormArg>,
    /// Only check; nothing is written
    #[arg(long)]
    pub(super) check: bool,
    /// Print what stands instead of writing it beside the articles
    #[arg(long)]
    pub(super) print: bool,
    /// Write files anew that are there
    #[arg(long)]
    pub(super) force: bool,
    /// The articles: files and folders; - is standard input
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormArg {
    /// Standoff lines of brat
    Brat,
    /// A word and a BIO tag a line
    Conll,
    /// One JSON object a line
    Jsonl,
}

impl From<FormArg> for Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Brat => Self::Brat,
            FormArg::Conll => Self::Conll,
            FormArg::Jsonl => Self::Jsonl,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct TextArgs {
    /// Only the article of this name, as `mentions` gives it (file#id)
    #[arg(long, value_name = "NAME")]
    pub(super) doc: Option<String>,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
    /// The file; - is standard input
    pub(super) file: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct DoctorArgs {
    #[command(flatten)]
    pub(super) display: Display,
}

#[derive(Debug, clap::Args)]
pub(super) struct ConfigArgs {
    /// Print a settings file with every setting, its default, and what it does
    #[arg(long, conflicts_with = "path")]
    pub(super) default: bool,
    /// Print where the settings file stands, or would stand
    #[arg(long)]
    pub(super) path: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
    #[command(flatten)]
    display: Display,
}

impl ConfigArgs {
    /// The settings with what the command line says; see [`Display::over`].
    pub(super) fn over(&self, settings: &mut Settings) -> Vec<(&'static str, &'static str)> {
        let mut said = self.display.over(settings);
        if let Some(bidi) = self.display.bidi {
            settings.bidi = bidi;
            said.push(("bidi", "--bidi"));
        }
        if self.no_mouse {
            settings.mouse = false;
            said.push(("mouse", "--no-mouse"));
        }
        said
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// One JSON object a line
    Jsonl,
    /// Fields with tabs between them
    Tsv,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        super::Args::command().debug_assert();
    }

    #[test]
    fn what_was_chosen_is_chosen_again() {
        use clap::Parser as _;
        let args = |line: &str| super::Args::try_parse_from(line.split(' ')).unwrap().known;
        assert_eq!(args("warraq a.txt").choices(), "");
        let chosen = args("warraq --field text=نص --gazetteer /l.toml --annotations replace a");
        let mut again = super::Known::default();
        again.choose(&chosen.choices());
        assert_eq!(again.choices(), chosen.choices());
        assert_eq!(again.gazetteer, chosen.gazetteer);
        assert_eq!(again.fields.named, chosen.fields.named);
        assert!(matches!(again.annotations, super::UseArg::Replace));
        for broken in ["", "no", "{\"field\": 1}", "{\"field\": [\"what\"]}", "[]"] {
            again.choose(broken);
        }
        assert_eq!(again.choices(), "");
    }
}
