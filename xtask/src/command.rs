//! Starts other programs: what they print is shown as it comes, and kept to be counted.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

/// What a program that has ended left behind.
pub struct Ended {
    /// Whether its exit status was zero.
    pub good: bool,
    /// The lines of its two outputs, each output in its own order.
    pub lines: Vec<String>,
}

/// A command in the folder `at`, without standard input: nothing here may wait for a person.
pub fn command(at: &Path, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(at).stdin(Stdio::null());
    command
}

/// Runs the command to its end; shows its output and returns it.
///
/// # Errors
/// When the program cannot be started. A program that ran and failed is no error here.
pub fn show(mut command: Command) -> Result<Ended> {
    println!("$ {}", written(&command));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} cannot be started", written(&command)))?;
    let errors = child.stderr.take().map(|output| thread::spawn(move || pass_on(output, |line| eprintln!("{line}"))));
    let mut lines = child.stdout.take().map(|output| pass_on(output, |line| println!("{line}"))).unwrap_or_default();
    if let Some(errors) = errors {
        lines.extend(errors.join().unwrap_or_default());
    }
    let good = child.wait().with_context(|| format!("{} cannot be waited for", written(&command)))?.success();
    Ok(Ended { good, lines })
}

/// Runs the command to its end with its output shown.
///
/// # Errors
/// When it cannot be started or ends with another status than zero.
pub fn must(command: Command) -> Result<()> {
    let text = written(&command);
    if !show(command)?.good {
        bail!("`{text}` failed");
    }
    Ok(())
}

/// Runs the command silently and returns what it wrote to standard output.
///
/// # Errors
/// When it cannot be started or ends with another status than zero; the message carries what it wrote to standard error.
pub fn output(mut command: Command) -> Result<String> {
    let ended = command.output().with_context(|| format!("{} cannot be started", written(&command)))?;
    if !ended.status.success() {
        bail!("`{}` failed: {}", written(&command), String::from_utf8_lossy(&ended.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&ended.stdout).into_owned())
}

/// Whether the program can be started and ends well: the way to ask for a tool by `--version`.
pub fn works(mut command: Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Becomes the command where the system can do that, so that signals reach it and its exit status is the task's own.
///
/// # Errors
/// When the program cannot be started.
pub fn hand_over(mut command: Command) -> Result<std::process::ExitCode> {
    let text = written(&command);
    println!("$ {text}");
    command.stdin(Stdio::inherit());
    #[cfg(unix)]
    let status = Err(std::os::unix::process::CommandExt::exec(&mut command));
    #[cfg(not(unix))]
    let status = command.status();
    let status: std::process::ExitStatus = status.with_context(|| format!("{text} cannot be started"))?;
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(std::process::ExitCode::from(code))
}

fn pass_on(output: impl Read, show: impl Fn(&str)) -> Vec<String> {
    let mut lines = Vec::new();
    let mut output = BufReader::new(output);
    let mut bytes = Vec::new();
    while output.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
        let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
        show(&line);
        lines.push(line);
        bytes.clear();
    }
    lines
}

fn written(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        command(Path::new("."), "sh", &["-c", script])
    }

    #[test]
    fn the_lines_of_both_outputs_are_kept_and_the_status_is_told() {
        let ended = show(shell("echo out; echo err >&2; printf last; exit 3")).unwrap();
        assert!(!ended.good);
        assert_eq!(ended.lines, ["out", "last", "err"]);
    }

    #[test]
    fn a_program_that_fails_is_an_error_with_its_own_words() {
        let error = output(shell("echo no such thing >&2; exit 1")).unwrap_err();
        assert!(error.to_string().ends_with("failed: no such thing"), "{error}");
        assert!(must(shell("exit 1")).is_err());
        assert!(!works(shell("exit 1")));
    }

    #[test]
    fn nothing_waits_for_standard_input() {
        assert_eq!(output(shell("cat; echo end")).unwrap(), "end\n");
    }
}
