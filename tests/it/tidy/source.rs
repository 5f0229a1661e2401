//! One source file, read once: what it names, defines, states and how long its parts are. Every rule looks at this and nothing else.
//!
//! Paths are read from tokens, so that those in macros and attributes are seen as well as those in code; functions, matches
//! and enums are read by `syn` (syntax.rs).

use super::syntax::{Enum, Function, Match, Syntax};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

/// A path as the compiler sees it: `["crate", "tui", "Model"]` for something of ours, `["std", "fs"]` for something that is not.
pub type Path = Vec<String>;

#[derive(Default)]
pub struct Source {
    /// Relative to the repository: `src/tui/mod.rs`.
    pub path: String,
    pub text: String,
    /// `["crate", "tui"]`.
    pub module: Path,
    pub names: Vec<Name>,
    /// What a short name means in this file, from its `use` items. All scopes of the file count as one.
    pub imports: BTreeMap<String, Path>,
    /// Modules that this file declares without a body.
    pub children: BTreeSet<String>,
    /// Items that this file defines, at any depth.
    pub defined: BTreeSet<String>,
    pub identifiers: Vec<(usize, String)>,
    /// Methods that are called: `.exists()`.
    pub methods: Vec<(usize, String)>,
    pub strings: Vec<Literal>,
    pub comments: Vec<(usize, String)>,
    pub functions: Vec<Function>,
    pub matches: Vec<Match>,
    pub enums: Vec<Enum>,
    /// From which line to which an item is part of a command line.
    pub command_lines: Vec<RangeInclusive<usize>>,
}

/// A path that is named somewhere in a file.
pub struct Name {
    pub line: usize,
    pub path: Path,
    pub is_glob: bool,
    /// The name ends in `!`.
    pub is_macro: bool,
}

pub struct Literal {
    pub line: usize,
    pub text: String,
    /// Inside `#[…]`.
    pub in_attribute: bool,
}

impl Source {
    /// Reads one file.
    ///
    /// # Panics
    /// When the text is no Rust.
    pub fn read(path: &str, text: &str) -> Self {
        let tokens: TokenStream = text.parse().unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let file = syn::parse2(tokens.clone()).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let module = module_of(path);
        let mut reader = Reader { module: module.clone(), ..Reader::default() };
        reader.source.path = path.to_owned();
        reader.source.module = module;
        reader.walk(tokens, text, Place::Code);
        reader.comment(text, text.len());
        let mut source = reader.source;
        source.text = text.to_owned();
        let syntax = Syntax::read(&file);
        source.defined = syntax.defined;
        source.resolve(reader.found);
        source.functions.extend(syntax.functions);
        source.matches = syntax.matches;
        source.enums = syntax.enums;
        source.command_lines = syntax.command_lines;
        // Spans are looked up among all files that the thread has read: this one is done with.
        drop(file);
        proc_macro2::extra::invalidate_current_thread_spans();
        source
    }

    /// `tui` for `src/tui/mod.rs`, `bin` for the programs, empty for `src/lib.rs`.
    pub fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or_default();
        let first = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        if first == "lib" { "" } else { first }
    }

    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// Paths that begin with an imported name, a child module or an item of this file mean something longer.
    fn resolve(&mut self, found: Vec<(Name, Path)>) {
        let module = self.module.clone();
        let meant = self.imports.iter().map(|(local, path)| (local.clone(), self.absolute(path, &module)));
        self.imports = meant.collect();
        for (mut name, module) in found {
            name.path = self.absolute(&name.path, &module);
            self.names.push(name);
        }
    }

    /// What `path` means when it is named in `module` of this file.
    pub fn absolute(&self, path: &[String], module: &[String]) -> Path {
        let Some(first) = path.first() else { return Path::new() };
        if first == "crate" {
            return path.to_vec();
        }
        if let Some(meant) = self.imports.get(first).filter(|meant| meant.first() != Some(first)) {
            return [meant.as_slice(), &path[1..]].concat();
        }
        if self.children.contains(first) || self.defined.contains(first) {
            return [module, path].concat();
        }
        path.to_vec()
    }
}

/// `src/tui/mod.rs` and `src/tui.rs` are both `crate::tui`.
fn module_of(path: &str) -> Path {
    let inside = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
    let parts = inside.split('/').filter(|part| !["mod", "lib"].contains(part));
    std::iter::once("crate").chain(parts).map(str::to_owned).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Code,
    Attribute,
}

#[derive(Default)]
struct Reader {
    source: Source,
    module: Path,
    /// Names with the module that they are named in, before imports are known.
    found: Vec<(Name, Path)>,
    /// Up to which byte tokens have been read: what is between two tokens is a comment.
    at: usize,
}

impl Reader {
    fn walk(&mut self, tokens: TokenStream, text: &str, place: Place) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            at += match token {
                TokenTree::Punct(sign) if sign.as_char() == '#' => self.attribute(&tokens[at..], text, place),
                TokenTree::Ident(word) if word == "use" && !is_sign(tokens.get(at + 1), '<') => {
                    self.import(&tokens[at..], text)
                }
                TokenTree::Ident(word) if word == "mod" => self.inline_module(&tokens[at..], text),
                TokenTree::Ident(_) => self.path(&tokens[at..], before, text),
                other => self.one(other, text, place),
            };
        }
    }

    /// A token that begins nothing longer.
    fn one(&mut self, token: &TokenTree, text: &str, place: Place) -> usize {
        match token {
            TokenTree::Group(group) => {
                self.pass(group.span_open(), text);
                self.walk(group.stream(), text, place);
                self.pass(group.span_close(), text);
            }
            TokenTree::Literal(literal) => {
                self.pass(literal.span(), text);
                if let syn::Lit::Str(string) = syn::Lit::new(literal.clone()) {
                    let (line, text) = (literal.span().start().line, string.value());
                    if place == Place::Attribute && text.contains("::") {
                        self.name_in_attribute(line, &text);
                    }
                    self.source.strings.push(Literal { line, text, in_attribute: place == Place::Attribute });
                }
            }
            TokenTree::Ident(word) => {
                self.pass(word.span(), text);
                self.source.identifiers.push((word.span().start().line, word.to_string()));
            }
            TokenTree::Punct(sign) => self.pass(sign.span(), text),
        }
        1
    }

    /// `#[serde(with = "crate::record::hex")]` names as much as code does.
    fn name_in_attribute(&mut self, line: usize, text: &str) {
        let path: Path = text.split("::").map(str::to_owned).collect();
        if path.iter().all(|part| !part.is_empty() && part.chars().all(|ch| ch.is_alphanumeric() || ch == '_')) {
            self.found(line, path, false);
        }
    }

    fn attribute(&mut self, tokens: &[TokenTree], text: &str, place: Place) -> usize {
        let inner = usize::from(is_sign(tokens.get(1), '!'));
        let Some(TokenTree::Group(group)) = tokens.get(1 + inner) else { return self.one(&tokens[0], text, place) };
        if group.delimiter() != Delimiter::Bracket {
            return self.one(&tokens[0], text, place);
        }
        let parts: Vec<TokenTree> = group.stream().into_iter().collect();
        if let [TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(comment)] = parts.as_slice()
            && doc == "doc"
        {
            self.pass(tokens[0].span(), text);
            self.at = self.at.max(group.span_close().byte_range().end);
            if let syn::Lit::Str(comment) = syn::Lit::new(comment.clone()) {
                self.comment_lines(tokens[0].span().start().line, &comment.value());
            }
        } else {
            self.one(&tokens[0], text, place);
            self.one(&tokens[1 + inner], text, Place::Attribute);
        }
        2 + inner
    }

    fn inline_module(&mut self, tokens: &[TokenTree], text: &str) -> usize {
        self.one(&tokens[0], text, Place::Code);
        let Some(TokenTree::Ident(name)) = tokens.get(1) else { return 1 };
        self.one(&tokens[1], text, Place::Code);
        match tokens.get(2) {
            Some(body @ TokenTree::Group(_)) => {
                self.module.push(name.to_string());
                self.one(body, text, Place::Code);
                self.module.pop();
                3
            }
            _ => {
                self.source.children.insert(name.to_string());
                2
            }
        }
    }

    /// `a::b::c`, with what follows it when that is `!` or `::{…}`.
    fn path(&mut self, tokens: &[TokenTree], before: Option<&TokenTree>, text: &str) -> usize {
        let line = tokens[0].span().start().line;
        let (path, length) = segments(tokens);
        for token in &tokens[..length] {
            self.one(token, text, Place::Code);
        }
        if is_sign(before, '.') {
            let is_call =
                matches!(tokens.get(1), Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Parenthesis);
            self.source.methods.extend(is_call.then(|| (line, path[0].clone())));
            return length;
        }
        let is_macro = is_sign(tokens.get(length), '!') && matches!(tokens.get(length + 1), Some(TokenTree::Group(_)));
        let is_extern = matches!(before, Some(TokenTree::Ident(word)) if word == "crate");
        if path.len() > 1 || is_macro || is_extern {
            self.found(line, path, is_macro);
        }
        length
    }

    fn found(&mut self, line: usize, path: Path, is_macro: bool) {
        let path = self.seen_here(&path);
        self.found.push((Name { line, path, is_glob: false, is_macro }, self.module.clone()));
    }

    fn import(&mut self, tokens: &[TokenTree], text: &str) -> usize {
        let length = tokens.iter().position(|token| is_sign(Some(token), ';')).unwrap_or(tokens.len());
        for token in &tokens[..length] {
            self.one(token, text, Place::Code);
        }
        self.tree(&Path::new(), &tokens[1..length]);
        length
    }

    /// A tree of imports: `a::{b, c::{self, d as e}, f::*}`.
    fn tree(&mut self, prefix: &[String], tokens: &[TokenTree]) {
        let Some(first) = tokens.iter().position(|token| !is_sign(Some(token), ':')) else { return };
        let tokens = &tokens[first..];
        let line = tokens[0].span().start().line;
        if let TokenTree::Group(group) = &tokens[0] {
            let parts: Vec<TokenTree> = group.stream().into_iter().collect();
            for part in parts.split(|token| is_sign(Some(token), ',')).filter(|part| !part.is_empty()) {
                self.tree(prefix, part);
            }
        } else if is_sign(tokens.first(), '*') {
            let path = self.seen_here(prefix);
            let name = Name { line, path, is_glob: true, is_macro: false };
            self.found.push((name, self.module.clone()));
        } else {
            let (own, length) = segments(tokens);
            let path = [prefix, &own].concat();
            match tokens.get(length..) {
                Some(rest) if rest.len() > 1 && is_sign(rest.first(), ':') => self.tree(&path, rest),
                rest => self.leaf(line, path, rest.and_then(|rest| rest.get(1))),
            }
        }
    }

    fn leaf(&mut self, line: usize, mut path: Path, renamed: Option<&TokenTree>) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let path = self.seen_here(&path);
        let local = renamed.map_or_else(|| path.last().cloned().unwrap_or_default(), ToString::to_string);
        self.source.imports.insert(local, path.clone());
        self.found.push((Name { line, path, is_glob: false, is_macro: false }, self.module.clone()));
    }

    /// `self`, `super` and the library's own name replaced by the module that they mean.
    fn seen_here(&self, path: &[String]) -> Path {
        let ups = path.iter().take_while(|part| *part == "super").count();
        match path.first().map(String::as_str) {
            Some("tramso") => [&["crate".to_owned()], &path[1..]].concat(),
            Some("self") if path.get(1).is_some_and(|part| part == "super") => self.seen_here(&path[1..]),
            Some("self") => [self.module.as_slice(), &path[1..]].concat(),
            Some("super") => [&self.module[..self.module.len().saturating_sub(ups).max(1)], &path[ups..]].concat(),
            _ => path.to_vec(),
        }
    }

    fn pass(&mut self, span: Span, text: &str) {
        let range = span.byte_range();
        self.comment(text, range.start);
        self.at = self.at.max(range.end);
    }

    /// What is between the last token and the next, when it is more than space.
    fn comment(&mut self, text: &str, until: usize) {
        let Some(between) = text.get(self.at..until).filter(|between| between.contains('/')) else { return };
        let line = 1 + text[..self.at].matches('\n').count();
        self.comment_lines(line, between);
    }

    fn comment_lines(&mut self, line: usize, comment: &str) {
        let lines = comment.lines().enumerate().filter(|(_, text)| !text.trim().is_empty());
        self.source.comments.extend(lines.map(|(at, text)| (line + at, text.trim().to_owned())));
    }
}

/// `a::b::c` at the start of `tokens`, and how many of them it takes.
fn segments(tokens: &[TokenTree]) -> (Path, usize) {
    let mut path = Path::new();
    let mut length = 0;
    while let Some(TokenTree::Ident(word)) = tokens.get(length) {
        path.push(word.to_string());
        length += 1;
        let goes_on = is_sign(tokens.get(length), ':')
            && is_sign(tokens.get(length + 1), ':')
            && matches!(tokens.get(length + 2), Some(TokenTree::Ident(_)));
        if !goes_on {
            break;
        }
        length += 2;
    }
    (path, length.max(1))
}

fn is_sign(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == wanted)
}
