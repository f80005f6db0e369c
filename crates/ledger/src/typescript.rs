//! Collects the TypeScript types of the command table, so that the window cannot drift from the program.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

/// Declarations and commands found so far.
pub struct Types {
    config: Config,
    declarations: BTreeMap<String, String>,
    commands: Vec<String>,
}

impl Types {
    pub(crate) fn new() -> Self {
        Self { config: Config::new().with_large_int("number"), declarations: BTreeMap::new(), commands: Vec::new() }
    }

    /// Adds a command with all types it mentions.
    pub(crate) fn command<Request: TS + 'static, Answer: TS + 'static>(&mut self, name: &str) {
        let (request, answer) = (Request::name(&self.config), Answer::name(&self.config));
        self.commands.push(format!("  {name}: [{request}, {answer}];"));
        self.visit::<Request>();
        self.visit::<Answer>();
    }

    /// The whole file.
    pub(crate) fn finish(self) -> String {
        let mut text = String::from(
            "/** Types and commands of the program, made from the command table of the ledger crate. Not edited by hand: `sekisho types`. */\n\n/** Yes, no, or unknown. */\nexport type Tri = boolean | null;\n\n",
        );
        for declaration in self.declarations.values() {
            text.push_str("export ");
            text.push_str(declaration);
            text.push_str("\n\n");
        }
        text.push_str("/** Request and answer of each command. */\nexport interface Commands {\n");
        text.push_str(&self.commands.join("\n"));
        text.push_str("\n}\n");
        text
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.declarations.contains_key(&name) {
                return;
            }
            self.declarations.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
