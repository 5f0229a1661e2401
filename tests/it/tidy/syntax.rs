//! What needs a syntax tree: the length of functions, the arms of matches, the variants of enums.

use super::source::Path;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::{collections::BTreeSet, ops::RangeInclusive};
use syn::{Pat, visit::Visit};

pub struct Function {
    pub name: String,
    pub line: usize,
    /// From `fn` to the closing brace.
    pub lines: usize,
}

/// A `match` with an arm that takes whatever the others leave.
pub struct Match {
    /// Of the arm that takes the rest.
    pub line: usize,
    /// Paths in the patterns of the other arms, each where the catch-all arm takes the rest: `["Kind", "Plain"]`.
    pub variants: Vec<Path>,
}

pub struct Enum {
    pub name: String,
    pub variants: Vec<String>,
}

#[derive(Default)]
pub struct Syntax {
    pub functions: Vec<Function>,
    pub matches: Vec<Match>,
    pub enums: Vec<Enum>,
    pub defined: BTreeSet<String>,
    /// From which line to which an item is part of a command line.
    pub command_lines: Vec<RangeInclusive<usize>>,
    /// The type of the `impl` that is being read.
    own: Path,
}

impl Syntax {
    pub fn read(file: &syn::File) -> Self {
        let mut syntax = Self::default();
        syntax.visit_file(file);
        syntax
    }

    fn function(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let (from, to) = (signature.fn_token.span.start().line, body.brace_token.span.close().end().line);
        self.functions.push(Function { name: signature.ident.to_string(), line: from, lines: to + 1 - from });
    }

    fn command_line(&mut self, attributes: &[syn::Attribute], fields: &syn::Fields) {
        match fields {
            syn::Fields::Named(fields) => self.command_line_to(attributes, fields.brace_token.span.close().end().line),
            syn::Fields::Unnamed(fields) => {
                self.command_line_to(attributes, fields.paren_token.span.close().end().line)
            }
            syn::Fields::Unit => (),
        }
    }

    /// Remembers the lines of an item that clap makes a command line of.
    fn command_line_to(&mut self, attributes: &[syn::Attribute], last: usize) {
        let derives = ["Parser", "Args", "Subcommand", "ValueEnum"];
        let is_clap = |attribute: &&syn::Attribute| {
            let of_derive = attribute.path().is_ident("derive").then(|| attribute.meta.require_list().ok()).flatten();
            of_derive.is_some_and(|list| {
                list.tokens.clone().into_iter().any(|token| derives.contains(&token.to_string().as_str()))
            })
        };
        if let Some(first) = attributes.first().filter(|_| attributes.iter().any(|one| is_clap(&one))) {
            self.command_lines.push(first.pound_token.span.start().line..=last);
        }
    }

    /// Functions that a macro writes.
    fn functions_in(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match (token, tokens.get(at + 1)) {
                (TokenTree::Ident(word), Some(name)) if word == "fn" => {
                    let is_end = |token: &&TokenTree| match token {
                        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                        TokenTree::Punct(sign) => sign.as_char() == ';',
                        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
                    };
                    if let Some(TokenTree::Group(body)) = tokens[at..].iter().find(is_end) {
                        let (from, to) = (word.span().start().line, body.span_close().end().line);
                        self.functions.push(Function { name: name.to_string(), line: from, lines: to + 1 - from });
                    }
                }
                (TokenTree::Group(group), _) => self.functions_in(group.stream()),
                _ => (),
            }
        }
    }
}

impl<'ast> Visit<'ast> for Syntax {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let name = match item {
            syn::Item::Const(item) => Some(&item.ident),
            syn::Item::Enum(item) => Some(&item.ident),
            syn::Item::Fn(item) => Some(&item.sig.ident),
            syn::Item::Mod(item) if item.content.is_some() => Some(&item.ident),
            syn::Item::Static(item) => Some(&item.ident),
            syn::Item::Struct(item) => Some(&item.ident),
            syn::Item::Trait(item) => Some(&item.ident),
            syn::Item::Type(item) => Some(&item.ident),
            syn::Item::Macro(item) => item.ident.as_ref(),
            _ => None,
        };
        self.defined.extend(name.map(ToString::to_string));
        match item {
            syn::Item::Struct(item) => self.command_line(&item.attrs, &item.fields),
            syn::Item::Enum(item) => self.command_line_to(&item.attrs, item.brace_token.span.close().end().line),
            _ => (),
        }
        syn::visit::visit_item(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig, body);
        }
        syn::visit::visit_trait_item_fn(self, item);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.functions_in(item.tokens.clone());
        syn::visit::visit_macro(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let variants = item.variants.iter().map(|variant| variant.ident.to_string()).collect();
        self.enums.push(Enum { name: item.ident.to_string(), variants });
        syn::visit::visit_item_enum(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let outer = std::mem::take(&mut self.own);
        if let syn::Type::Path(own) = &*item.self_ty {
            self.own = path_of(&own.path);
        }
        syn::visit::visit_item_impl(self, item);
        self.own = outer;
    }

    fn visit_expr_match(&mut self, found: &'ast syn::ExprMatch) {
        let mut columns: Vec<(String, Path)> = Vec::new();
        let mut rests: Vec<(String, usize)> = Vec::new();
        for arm in &found.arms {
            let line = arm.fat_arrow_token.spans[0].start().line;
            look(&arm.pat, "", true, line, &mut columns, &mut rests);
        }
        let own = self.own.clone();
        let meant = |path: &Path| match path.split_first() {
            Some((first, rest)) if first == "Self" && !own.is_empty() => [own.as_slice(), rest].concat(),
            _ => path.clone(),
        };
        for (place, line) in rests {
            let variants = columns.iter().filter(|(at, _)| at.starts_with(&place)).map(|(_, path)| meant(path));
            self.matches.push(Match { line, variants: variants.collect() });
        }
        syn::visit::visit_expr_match(self, found);
    }
}

/// What a pattern takes at `place` ("" is the whole value, "Some" what is inside it, "1" an element of a tuple): a
/// variant by its path, or whatever is left. Elements of tuples leave nothing: only a tuple that takes everything does.
fn look(
    pat: &Pat,
    place: &str,
    may_rest: bool,
    line: usize,
    variants: &mut Vec<(String, Path)>,
    rests: &mut Vec<(String, usize)>,
) {
    if may_rest && takes_all(pat) {
        rests.push((place.to_owned(), line));
        return;
    }
    match pat {
        Pat::Guard(inner) => look(&inner.pat, place, false, line, variants, rests),
        Pat::Paren(inner) => look(&inner.pat, place, may_rest, line, variants, rests),
        Pat::Reference(inner) => look(&inner.pat, place, may_rest, line, variants, rests),
        Pat::Or(inner) => inner.cases.iter().for_each(|case| look(case, place, may_rest, line, variants, rests)),
        Pat::Ident(inner) => match &inner.subpat {
            Some((_, sub)) => look(sub, place, may_rest, line, variants, rests),
            None => variants.push((place.to_owned(), vec![inner.ident.to_string()])),
        },
        Pat::Path(inner) => variants.push((place.to_owned(), path_of(&inner.path))),
        Pat::Struct(inner) => variants.push((place.to_owned(), path_of(&inner.path))),
        Pat::Tuple(inner) => {
            for (at, element) in inner.elems.iter().enumerate() {
                look(element, &format!("{place}/{at}"), false, line, variants, rests);
            }
        }
        Pat::TupleStruct(inner) => {
            let path = path_of(&inner.path);
            let wrapper = path.last().filter(|last| ["Some", "Ok", "Err"].contains(&last.as_str()));
            if let (Some(wrapper), Some(element)) = (wrapper, inner.elems.first()) {
                look(element, &format!("{place}/{wrapper}"), may_rest, line, variants, rests);
            }
            variants.push((place.to_owned(), path));
        }
        _ => (),
    }
}

/// `_`, a name, and tuples of nothing else.
fn takes_all(pat: &Pat) -> bool {
    match pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.subpat.is_none() && name.ident.to_string().starts_with(|ch: char| !ch.is_uppercase()),
        Pat::Paren(inner) => takes_all(&inner.pat),
        Pat::Reference(inner) => takes_all(&inner.pat),
        Pat::Tuple(inner) => inner.elems.iter().all(takes_all) && !inner.elems.is_empty(),
        _ => false,
    }
}

fn path_of(path: &syn::Path) -> Path {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect()
}
