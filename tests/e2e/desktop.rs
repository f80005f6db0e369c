//! The real window in the hands of a test: starts it through WebKitWebDriver, presses and types as a person does,
//! and ends it, also when the test fails. What is expected of the program stands in `window.rs`.

use std::ffi::OsString;
use std::future::Future;
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);
const STORY: Duration = Duration::from_secs(180);

/// One window at a time: they share the display and two cores.
static TURN: Mutex<()> = Mutex::new(());

/// Where the programs are, as `cargo xtask test` tells it.
pub struct Programs {
    driver: OsString,
    desktop: OsString,
    cli: OsString,
    pictures: PathBuf,
}

impl Programs {
    /// Nothing where there is no display prepared for the window; the reason is printed.
    pub fn told() -> Option<Self> {
        let told = (|| {
            Some(Self {
                driver: std::env::var_os("SEKISHO_WEBDRIVER")?,
                desktop: std::env::var_os("SEKISHO_DESKTOP")?,
                cli: std::env::var_os("SEKISHO_CLI")?,
                pictures: std::env::var_os("SEKISHO_PICTURES")?.into(),
            })
        })();
        if told.is_none() {
            // Not `println!`: the word has to be seen although the test passes.
            let _ = writeln!(std::io::stderr(), "skipped: the real window is driven by `cargo xtask test window`");
        }
        told
    }

    /// The command line on a ledger.
    pub fn sekisho(&self, home: &Home, ledger: &[String], words: &[&str]) -> std::process::Output {
        let mut command = Command::new(&self.cli);
        home.settle(&mut command);
        command.args(ledger).args(words).output().unwrap()
    }

    /// Opens the window with these arguments, lets the story happen in it, and closes it.
    pub fn tell<Story: Future<Output = ()> + Send + 'static>(
        &self,
        home: &Home,
        arguments: &[String],
        name: &str,
        story: impl FnOnce(Window) -> Story,
    ) {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (driver, port) = self.start_driver(home);
            let client = self.open(port, arguments).await;
            let window = Window { client: client.clone(), pictures: self.pictures.clone(), name: name.to_owned() };
            let told = tokio::time::timeout(STORY, tokio::spawn(story(window.clone()))).await;
            if !matches!(told, Ok(Ok(()))) {
                window.picture("failed").await;
            }
            let closed = client.close().await;
            drop(driver);
            match told {
                Ok(Ok(())) => closed.unwrap(),
                Ok(Err(panicked)) => std::panic::resume_unwind(panicked.into_panic()),
                Err(_) => panic!("the story took longer than {} s", STORY.as_secs()),
            }
        });
    }

    fn start_driver(&self, home: &Home) -> (Driver, u16) {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let mut command = Command::new(&self.driver);
        home.settle(&mut command);
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("SEKISHO_TEST_FOLDER", home.papers())
            .env("SEKISHO_TEST_FILE", home.chosen())
            .env("SEKISHO_TEST_SAVE", home.saved())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        (Driver(command.spawn().unwrap()), port)
    }

    async fn open(&self, port: u16, arguments: &[String]) -> Client {
        let options = json!({"binary": self.desktop.to_string_lossy(), "args": arguments});
        let wanted = Capabilities::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
        let mut last = None;
        for _ in 0..100 {
            match ClientBuilder::new(HttpConnector::new())
                .capabilities(wanted.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await
            {
                Ok(client) => return client,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no session: {last:?}");
    }
}

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A person's home folder for one story, so that nothing of this machine is seen or changed.
pub struct Home {
    folder: TempDir,
    account: Option<String>,
}

impl Home {
    /// An empty one; its name has a blank and Japanese, as many have.
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("自宅 ").tempdir().unwrap();
        std::fs::create_dir(folder.path().join("仕様書 と特記事項")).unwrap();
        Self { folder, account: None }
    }

    /// A place in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The file that is chosen wherever the window asks for one.
    pub fn chosen(&self) -> PathBuf {
        self.path("委託契約 一覧.xlsx")
    }

    /// The file that is written wherever the window asks where to save.
    pub fn saved(&self) -> PathBuf {
        self.path("書き出し 済み.xlsx")
    }

    /// The folder that is chosen wherever the window asks for one.
    pub fn papers(&self) -> PathBuf {
        self.path("仕様書 と特記事項")
    }

    /// Whoever works from now on: an account of the ledger's people, such as `SHIOMI\c-hara`.
    pub fn sign_in(&mut self, account: &str) {
        self.account = Some(account.to_owned());
    }

    fn settle(&self, command: &mut Command) {
        if let Some(account) = &self.account {
            command.env("SEKISHO_TEST_ACCOUNT", account);
        }
        command
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_CACHE_HOME", self.path("cache"));
    }
}

/// The open window.
#[derive(Clone)]
pub struct Window {
    client: Client,
    pictures: PathBuf,
    name: String,
}

impl Window {
    /// The element with this name in `data-testid`, as soon as it is there.
    pub async fn find(&self, id: &str) -> Element {
        self.css(&format!("[data-testid='{id}']")).await
    }

    /// The first element a CSS selector finds, as soon as it is there.
    pub async fn css(&self, selector: &str) -> Element {
        let start = tokio::time::Instant::now();
        loop {
            match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await {
                Ok(element) => return element,
                // The page was drawn anew between finding and naming it.
                Err(error) if error.to_string().contains("Stale element") && start.elapsed() < PATIENCE => {}
                Err(error) => panic!("{selector} is not in the window: {error}\n{}", self.text().await),
            }
        }
    }

    /// Presses something.
    pub async fn press(&self, id: &str) {
        self.press_first(&format!("[data-testid='{id}']")).await;
    }

    /// Presses the first element that a CSS selector finds.
    pub async fn press_first(&self, selector: &str) {
        self.css(selector).await;
        // An answer that arrives meanwhile moves what stands below it, and the press would miss.
        let place = "const found = document.querySelector(arguments[0]);
            found?.scrollIntoView({block: 'center'});
            const {x, y} = found?.getBoundingClientRect() ?? {};
            return [x, y]";
        let (start, mut seen) = (tokio::time::Instant::now(), Value::Null);
        while start.elapsed() < PATIENCE {
            let now = self.run(place, &[json!(selector)]).await;
            if std::mem::replace(&mut seen, now.clone()) == now {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let element = self.css(selector).await;
        element.click().await.unwrap_or_else(|error| panic!("{selector} cannot be pressed: {error}"));
    }

    /// Goes to a place of the window, as its address names it.
    pub async fn go(&self, place: &str) {
        self.run("location.hash = arguments[0]", &[json!(place)]).await;
    }

    /// Goes to a page that looks at a file, as one comes back to it.
    pub async fn look_at(&self, place: &str, file: &Path) {
        let script = "location.hash = `${arguments[0]}?file=${encodeURIComponent(arguments[1])}`";
        self.run(script, &[json!(place), json!(file.to_string_lossy())]).await;
    }

    /// Types into the input of this name, key by key.
    pub async fn type_into(&self, name: &str, text: &str) {
        let input = self.css(&format!("[name='{name}']")).await;
        input.click().await.unwrap();
        input.send_keys(text).await.unwrap();
    }

    /// Puts a text into the input of this name as an IME does: whole, with an input event.
    /// The driver drops characters beyond the first plane (𠮷) when it types.
    pub async fn put_into(&self, name: &str, text: &str) {
        let input = self.css(&format!("[name='{name}']")).await;
        let script = "const [input, text] = arguments;
            Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value').set.call(input, text);
            input.dispatchEvent(new Event('input', {bubbles: true}));
            input.dispatchEvent(new Event('change', {bubbles: true}));";
        self.run(script, &[json!(input), json!(text)]).await;
    }

    /// Waits until a script's answer passes, and gives it.
    pub async fn until(&self, what: &str, script: &str, passes: impl Fn(&Value) -> bool) -> Value {
        let start = tokio::time::Instant::now();
        loop {
            let answer = self.run(script, &[]).await;
            if passes(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{what}: still {answer}\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits until the number shown in an element passes, and gives it.
    pub async fn number(&self, id: &str, passes: impl Fn(i64) -> bool) -> i64 {
        let script = format!("return document.querySelector(\"[data-testid='{id}']\")?.textContent ?? null");
        let read = |text: &Value| text.as_str().and_then(digits);
        let text = self.until(id, &script, |text| read(text).is_some_and(&passes)).await;
        read(&text).unwrap()
    }

    /// Waits until a text is to be read in the window.
    pub async fn shows(&self, text: &str) {
        self.until(text, "return document.body.innerText", |all| all.as_str().is_some_and(|all| all.contains(text)))
            .await;
    }

    /// All that is to be read in the window.
    pub async fn text(&self) -> String {
        self.run("return document.body.innerText", &[]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Keeps a picture of the window for people to look at.
    pub async fn picture(&self, what: &str) {
        // The page knows its text before the screen shows it.
        let shown = "const done = arguments[0];
            document.fonts.ready.then(() => requestAnimationFrame(() => setTimeout(done, 300)));";
        let _ = self.client.execute_async(shown, Vec::new()).await;
        if let Ok(png) = self.client.screenshot().await {
            std::fs::create_dir_all(&self.pictures).unwrap();
            std::fs::write(self.pictures.join(format!("{}-{what}.png", self.name)), png).unwrap();
        }
    }

    async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.client.execute(script, arguments.to_vec()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }
}

/// The number in a text such as `47件`.
fn digits(text: &str) -> Option<i64> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The files of a folder with this ending, by name.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}
