//! Rust source → every path that it names, with the line where it stands.
//!
//! `proc-macro2` lexes, so comments, strings and characters are never mistaken for code, and
//! what stands inside a macro call is read like anything else.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// A path as it is written, before any name in it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) line: usize,
    /// The module it stands in, from the crate root.
    pub(crate) module: Vec<String>,
    /// Its names; the last is `*` in a glob.
    pub(crate) names: Vec<String>,
    /// It begins with `::`, so its first name is a crate.
    pub(crate) leading: bool,
    /// It stands in code that only tests see.
    pub(crate) in_test: bool,
    /// It is the type behind `&mut`.
    pub(crate) behind_mut: bool,
    /// Set when it stands in a `use` item.
    pub(crate) import: Option<Import>,
}

/// What a `use` item does with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The name that it brings in: the last of the path, or what stands after `as`.
    pub(crate) name: String,
    /// `pub use`, whatever the visibility is limited to.
    pub(crate) exported: bool,
}

/// What one file holds.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) paths: Vec<Written>,
    /// Things that would hide code from this reader, by line.
    pub(crate) hidden: Vec<(usize, &'static str)>,
    /// Macros that take text from files into the program, by line; tests aside.
    pub(crate) embeds: Vec<usize>,
    /// Lines with code on them: no blank lines, comments, doc comments or tests.
    pub(crate) code_lines: BTreeSet<usize>,
    /// Modules in files of their own that only tests see.
    pub(crate) test_modules: BTreeSet<Vec<String>>,
    /// Files beside this one that `#[path]` makes such modules: name and module.
    pub(crate) test_files: Vec<(String, Vec<String>)>,
}

/// Reads one file that stands at `module`; `in_test` when only tests see it.
pub(crate) fn scan(source: &str, module: &[String], in_test: bool) -> Result<Scan, String> {
    let stream: TokenStream = source
        .parse()
        .map_err(|e: proc_macro2::LexError| format!("line {}: {e}", e.span().start().line))?;
    let mut scan = Scan::default();
    scan.level(
        stream,
        &Place {
            module: module.to_vec(),
            in_test,
            file: None,
        },
    );
    Ok(scan)
}

#[derive(Clone)]
struct Place {
    module: Vec<String>,
    in_test: bool,
    /// What `#[path]` names for the module that follows.
    file: Option<String>,
}

impl Scan {
    /// Reads the tokens of one nesting level, and goes into its groups.
    fn level(&mut self, stream: TokenStream, outer: &Place) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut place = outer.clone();
        let mut at = 0;
        while at < tokens.len() {
            if let Some((attribute, next)) = attribute_at(&tokens, at) {
                if !is_doc(attribute) {
                    self.count(&tokens[at..next], &place);
                    self.attribute(attribute, &mut place);
                }
                at = next;
                continue;
            }
            self.count(&tokens[at..=at], &place);
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let mut inner = place.clone();
                    if group.delimiter() == Delimiter::Brace {
                        if let Some(name) = module_before(&tokens, at) {
                            inner.module.push(name);
                        }
                        // The item that `#[cfg(test)]` stood before ends with its braces.
                        place.in_test = outer.in_test;
                    }
                    self.level(group.stream(), &inner);
                    at += 1;
                }
                TokenTree::Ident(ident) if ident == "use" && !is_punct(&tokens, at + 1, '<') => {
                    at = self.use_item(&tokens, at, &place);
                    place.in_test = outer.in_test;
                }
                TokenTree::Ident(ident)
                    if ident == "extern" && is_ident(&tokens, at + 1, "crate") =>
                {
                    self.hidden.push((line(&tokens[at]), "`extern crate`"));
                    at += 2;
                }
                TokenTree::Ident(ident) => {
                    if is_punct(&tokens, at + 1, '!') {
                        self.macro_call(&ident.to_string(), line(&tokens[at]), &place);
                    }
                    if ident == "mod" && is_punct(&tokens, at + 2, ';') && place.in_test {
                        let mut module = place.module.clone();
                        module.extend(name_at(&tokens, at + 1));
                        if let Some(file) = place.file.take() {
                            self.test_files.push((file, module.clone()));
                        }
                        self.test_modules.insert(module);
                    }
                    at = self.path(&tokens, at, false, &place);
                }
                TokenTree::Punct(punct) => {
                    if punct.as_char() == ';' {
                        place.in_test = outer.in_test;
                    }
                    if separator(&tokens, at) {
                        at = if follows_type(&tokens, at) {
                            self.rest_of_path(&tokens, at, &place)
                        } else {
                            self.path(&tokens, at + 2, true, &place)
                        };
                    } else {
                        at += 1;
                    }
                }
                TokenTree::Literal(_) => at += 1,
            }
        }
    }

    /// Counts the lines of tokens. A group counts where it opens and closes; what it holds
    /// is counted when it is read.
    fn count(&mut self, tokens: &[TokenTree], place: &Place) {
        if place.in_test {
            return;
        }
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    self.code_lines.insert(group.span_open().start().line);
                    self.code_lines.insert(group.span_close().end().line);
                }
                other => {
                    let span = other.span();
                    self.code_lines.extend(span.start().line..=span.end().line);
                }
            }
        }
    }

    fn attribute(&mut self, group: &Group, place: &mut Place) {
        let text = group.stream().to_string();
        if text.replace(' ', "") == "cfg(test)" {
            place.in_test = true;
        }
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        if is_ident(&inner, 0, "path") && is_punct(&inner, 1, '=') {
            let file = inner.get(2).map(ToString::to_string).unwrap_or_default();
            let file = file.trim_matches('"');
            // Tests may stand in a file beside their module.
            if place.in_test && !file.contains(['/', '\\']) {
                place.file = Some(file.to_owned());
            } else {
                self.hidden.push((line(&inner[0]), "`#[path]`"));
            }
        }
        self.level(group.stream(), place);
        // serde takes paths to functions in strings.
        if let (true, Some(TokenTree::Group(list))) = (is_ident(&inner, 0, "serde"), inner.get(1)) {
            for token in list.stream() {
                let TokenTree::Literal(literal) = &token else {
                    continue;
                };
                let written = literal.to_string();
                if let Ok(stream) = written.trim_matches('"').parse::<TokenStream>() {
                    let first = self.paths.len();
                    self.level(stream, place);
                    for path in &mut self.paths[first..] {
                        path.line = line(&token);
                    }
                }
            }
        }
    }

    fn macro_call(&mut self, name: &str, line: usize, place: &Place) {
        match name {
            "include" => self.hidden.push((line, "`include!`")),
            "include_str" | "include_bytes" | "include_dir" if !place.in_test => {
                self.embeds.push(line);
            }
            _ => {}
        }
    }

    /// Reads the path that begins at the name `at`, and returns where reading goes on.
    fn path(&mut self, tokens: &[TokenTree], at: usize, leading: bool, place: &Place) -> usize {
        let Some(first) = name_at(tokens, at) else {
            return at;
        };
        let mut names = vec![first];
        let mut next = at + 1;
        // Where generics opened: reading goes on there, since they hold paths of their own.
        let mut generics = None;
        while separator(tokens, next) {
            if let Some(name) = name_at(tokens, next + 2) {
                names.push(name);
                next += 3;
            } else if let Some(past) = past_generics(tokens, next + 2) {
                generics.get_or_insert(next + 2);
                next = past;
            } else {
                break;
            }
        }
        if names.len() > 1 || leading {
            self.paths.push(Written {
                line: line(&tokens[at]),
                module: place.module.clone(),
                names,
                leading,
                in_test: place.in_test,
                behind_mut: behind_mut(tokens, at),
                import: None,
            });
        } else if behind_mut(tokens, at) {
            self.paths.push(Written {
                line: line(&tokens[at]),
                module: place.module.clone(),
                names,
                leading,
                in_test: place.in_test,
                behind_mut: true,
                import: None,
            });
        }
        generics.unwrap_or(next)
    }

    /// Steps over `::name::name` behind a closing `>`: it goes on from a type.
    fn rest_of_path(&mut self, tokens: &[TokenTree], mut at: usize, place: &Place) -> usize {
        while separator(tokens, at) && name_at(tokens, at + 2).is_some() {
            self.count(&tokens[at..at + 3], place);
            at += 3;
        }
        if separator(tokens, at) { at + 2 } else { at }
    }

    /// Reads a `use` item and returns the place behind its semicolon.
    fn use_item(&mut self, tokens: &[TokenTree], at: usize, place: &Place) -> usize {
        let exported = exported(tokens, at);
        let end = (at..tokens.len())
            .find(|&i| is_punct(tokens, i, ';'))
            .unwrap_or(tokens.len());
        self.count(&tokens[at..end], place);
        let leading = separator(tokens, at + 1);
        let from = if leading { at + 3 } else { at + 1 };
        self.use_tree(&tokens[from.min(end)..end], &[], leading, exported, place);
        end + 1
    }

    fn use_tree(
        &mut self,
        tokens: &[TokenTree],
        before: &[String],
        leading: bool,
        exported: bool,
        place: &Place,
    ) {
        let mut names = before.to_vec();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    self.count(&inner, place);
                    for branch in
                        inner.split(|t| matches!(t, TokenTree::Punct(p) if p.as_char() == ','))
                    {
                        let leading = leading || separator(branch, 0);
                        let from = if separator(branch, 0) { 2 } else { 0 };
                        if !branch.is_empty() {
                            self.use_tree(&branch[from..], &names, leading, exported, place);
                        }
                    }
                    return;
                }
                TokenTree::Ident(ident) if ident == "as" => break,
                TokenTree::Ident(_) => names.extend(name_at(tokens, at)),
                TokenTree::Punct(punct) if punct.as_char() == '*' => names.push("*".to_owned()),
                _ => {}
            }
            at += 1;
        }
        let Some(first) = tokens.first() else { return };
        if names.len() > 1 && names.last().is_some_and(|n| n == "self") {
            names.pop();
        }
        let own = names.last().cloned().unwrap_or_default();
        let name = name_at(tokens, at + 1).unwrap_or(own);
        self.paths.push(Written {
            line: line(first),
            module: place.module.clone(),
            names,
            leading,
            in_test: place.in_test,
            behind_mut: false,
            import: Some(Import { name, exported }),
        });
    }
}

fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

/// A name at `at`, without the sign of a raw identifier.
fn name_at(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => {
            let name = ident.to_string();
            Some(name.strip_prefix("r#").map_or(name.clone(), str::to_owned))
        }
        _ => None,
    }
}

fn is_ident(tokens: &[TokenTree], at: usize, name: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if ident == name)
}

fn is_punct(tokens: &[TokenTree], at: usize, sign: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// True when `::` stands at `at`.
fn separator(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':' && p.spacing() == Spacing::Joint)
        && is_punct(tokens, at + 1, ':')
}

/// True when the `::` at `at` touches a `>`: it goes on from a type, as in `<T as Trait>::f`.
/// In `a > ::b::c` there is space between them.
fn follows_type(tokens: &[TokenTree], at: usize) -> bool {
    at > 0
        && is_punct(tokens, at - 1, '>')
        && tokens[at - 1].span().end() == tokens[at].span().start()
}

/// The place behind the generics that open at `at`, if they do.
fn past_generics(tokens: &[TokenTree], at: usize) -> Option<usize> {
    if !is_punct(tokens, at, '<') {
        return None;
    }
    let mut depth = 0usize;
    for next in at..tokens.len() {
        let arrow =
            next > 0 && (is_punct(tokens, next - 1, '-') || is_punct(tokens, next - 1, '='));
        if is_punct(tokens, next, '<') {
            depth += 1;
        } else if is_punct(tokens, next, '>') && !arrow {
            depth -= 1;
            if depth == 0 {
                return Some(next + 1);
            }
        }
    }
    None
}

/// An attribute that begins at `at`: its brackets and the place behind them.
fn attribute_at(tokens: &[TokenTree], at: usize) -> Option<(&Group, usize)> {
    if !is_punct(tokens, at, '#') {
        return None;
    }
    let brackets = if is_punct(tokens, at + 1, '!') {
        at + 2
    } else {
        at + 1
    };
    match tokens.get(brackets) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
            Some((group, brackets + 1))
        }
        _ => None,
    }
}

fn is_doc(attribute: &Group) -> bool {
    let inner: Vec<TokenTree> = attribute.stream().into_iter().collect();
    is_ident(&inner, 0, "doc") && is_punct(&inner, 1, '=')
}

/// The name of the inline module whose braces stand at `at`.
fn module_before(tokens: &[TokenTree], at: usize) -> Option<String> {
    (at >= 2 && is_ident(tokens, at - 2, "mod"))
        .then(|| name_at(tokens, at - 1))
        .flatten()
}

/// True when the type at `at` stands behind `&mut` or `&'a mut`.
fn behind_mut(tokens: &[TokenTree], at: usize) -> bool {
    if at < 2 || !is_ident(tokens, at - 1, "mut") {
        return false;
    }
    let lifetime = at >= 4 && is_punct(tokens, at - 3, '\'');
    is_punct(tokens, at - 2, '&') || (lifetime && is_punct(tokens, at - 4, '&'))
}

/// True when `pub` stands before the `use` at `at`, limited or not.
fn exported(tokens: &[TokenTree], at: usize) -> bool {
    let limited = at >= 2
        && matches!(&tokens[at - 1], TokenTree::Group(g) if g.delimiter() == Delimiter::Parenthesis);
    at >= 1 && is_ident(tokens, if limited { at - 2 } else { at - 1 }, "pub")
}

/// The names that `use` items bring into each module, looked up by [`Imports::meanings`].
#[derive(Debug, Default)]
pub(crate) struct Imports {
    named: BTreeMap<(Vec<String>, String), Vec<Written>>,
    globs: BTreeMap<Vec<String>, Vec<Written>>,
}

impl Imports {
    pub(crate) fn add(&mut self, path: &Written) {
        let Some(import) = &path.import else { return };
        if path.names.last().is_some_and(|n| n == "*") {
            self.globs
                .entry(path.module.clone())
                .or_default()
                .push(path.clone());
        } else {
            self.named
                .entry((path.module.clone(), import.name.clone()))
                .or_default()
                .push(path.clone());
        }
    }

    /// What a path may mean, written from `crate` or from the name of another crate.
    /// Empty for a path that stays in its own module.
    pub(crate) fn meanings(&self, path: &Written, crates: &BTreeSet<String>) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        self.look_up(path, crates, 0, &mut found);
        found.sort();
        found.dedup();
        found
    }

    fn look_up(
        &self,
        path: &Written,
        crates: &BTreeSet<String>,
        depth: usize,
        found: &mut Vec<Vec<String>>,
    ) {
        // A chain of renamings longer than this is no honest code.
        if depth > 16 {
            return;
        }
        let first = path.names[0].as_str();
        let rest = &path.names[1..];
        if path.leading {
            found.push(path.names.clone());
            return;
        }
        match first {
            "crate" | "warraq" => return self.down_from_root(rest, path, crates, depth, found),
            "self" | "super" => {
                let mut base = path.module.clone();
                let mut names = path.names.as_slice();
                while let Some((step, others)) = names.split_first() {
                    match step.as_str() {
                        "self" => {}
                        "super" => {
                            base.pop();
                        }
                        _ => break,
                    }
                    names = others;
                }
                base.extend(names.iter().cloned());
                return self.down_from_root(&base, path, crates, depth, found);
            }
            _ => {}
        }
        let before = found.len();
        self.through_imports(&path.module, &path.names, path, crates, depth, found);
        if found.len() == before {
            if crates.contains(first) {
                found.push(path.names.clone());
            } else if path.module.is_empty() {
                // At the crate root the floors themselves are local names.
                self.down_from_root(&path.names, path, crates, depth, found);
            }
        }
    }

    /// Goes on with a path from the crate root: a name on the way may be an import
    /// of the module that it is looked up in.
    fn down_from_root(
        &self,
        names: &[String],
        path: &Written,
        crates: &BTreeSet<String>,
        depth: usize,
        found: &mut Vec<Vec<String>>,
    ) {
        let before = found.len();
        for cut in 0..names.len() {
            self.through_imports(&names[..cut], &names[cut..], path, crates, depth, found);
        }
        if found.len() == before {
            let mut whole = vec!["crate".to_owned()];
            whole.extend(names.iter().cloned());
            found.push(whole);
        }
    }

    fn through_imports(
        &self,
        module: &[String],
        names: &[String],
        path: &Written,
        crates: &BTreeSet<String>,
        depth: usize,
        found: &mut Vec<Vec<String>>,
    ) {
        let Some((first, rest)) = names.split_first() else {
            return;
        };
        let named = self.named.get(&(module.to_vec(), first.clone()));
        for import in named.into_iter().flatten() {
            // `use serde;` and `use include_dir::include_dir;` begin with the crate, not with
            // what they bring in; an item does not look itself up.
            let own_name = import.names[0] == *first && import.module == module;
            if import == path || own_name {
                continue;
            }
            let mut longer = import.clone();
            longer.names.extend(rest.iter().cloned());
            self.look_up(&longer, crates, depth + 1, found);
        }
        if named.is_none() {
            for glob in self.globs.get(module).into_iter().flatten() {
                self.through_glob(glob, names, crates, depth, found);
            }
        }
    }

    /// Looks a name up in the module that a glob brings in.
    fn through_glob(
        &self,
        glob: &Written,
        names: &[String],
        crates: &BTreeSet<String>,
        depth: usize,
        found: &mut Vec<Vec<String>>,
    ) {
        if depth > 16 {
            return;
        }
        let mut opened = glob.clone();
        opened.names.pop();
        if opened.names.is_empty() {
            return;
        }
        let mut modules = Vec::new();
        self.look_up(&opened, crates, depth + 1, &mut modules);
        for module in modules {
            if module.first().is_some_and(|n| n == "crate") {
                let within = &module[1..];
                let mut step = glob.clone();
                step.module = within.to_vec();
                self.through_imports(within, names, &step, crates, depth + 1, found);
            }
        }
    }
}
