//! The command: one binary, subcommands. It reads arguments, opens stores, and prints; rules stand elsewhere.

mod args;
mod commands;
mod end;
mod print;
mod records;
mod secrets;
mod settings;
mod whole;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command, DirectoryCommand};
use crate::end::End;

fn main() -> ExitCode {
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return End::from(error).exit(),
    };
    match runtime.block_on(run(args.command)) {
        Ok(code) => code,
        Err(end) => end.exit(),
    }
}

async fn run(command: Command) -> Result<ExitCode, End> {
    match command {
        Command::Backup(options) => commands::backup::run(&options).await,
        Command::Demo(options) => commands::demo::run(&options).await,
        Command::Serve(options) => commands::serve::run(&options).await,
        Command::Directory(DirectoryCommand::Check(options)) => return commands::check::run(&options),
        Command::Directory(DirectoryCommand::Export(options)) => commands::export::run(&options).await,
        Command::Directory(DirectoryCommand::Import(options)) => commands::import::run(&options).await,
        Command::Directory(DirectoryCommand::Template(options)) => commands::template::run(&options),
        Command::Directory(DirectoryCommand::ReadRequirements(options)) => {
            commands::read_requirements::run(&options)
        }
        Command::Reach(options) => commands::reach::run(&options).await,
        Command::Restore(options) => commands::restore::run(&options).await,
        Command::Open(options) => commands::open::run(&options),
        Command::Keys(command) => return commands::keys::run(&command).await,
        Command::Move(options) => commands::moving::run(&options).await,
        Command::WhatIf(options) => commands::what_if::run(&options).await,
    }?;
    Ok(ExitCode::SUCCESS)
}
