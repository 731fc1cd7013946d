//! `enact demo`

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use ledger::{Ledger, Signer};

use super::Verdict;
use crate::demonstration::Demonstration;
use crate::failure::Failure;
use crate::paths::{Address, Demonstration as Button};
use crate::post::Post;
use crate::server::{Server, codes_to_host, listen, serve};

/// Fills a temporary register, serves it, and says who you can sign in as.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact demo --listen 127.0.0.1:8080")]
pub struct Demo {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
}

/// A folder that goes when the demonstration stops.
struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    fn make() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("enact-demo-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&path)
            .map_err(|error| Failure::new(format!("{} cannot be written: {error}", path.display())))?;
        Ok(Self(path))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // The folder lies in the system's temporary folder; what cannot be removed now is removed with it.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Demo {
    pub(super) fn run(self, codes: Option<&PathBuf>) -> Result<Verdict, Failure> {
        let began = Instant::now();
        let folder = TemporaryFolder::make()?;
        super::runtime()?.block_on(async {
            let (listener, bound) = listen(&self.listen).await?;
            let (demonstration, clock) = Demonstration::new();
            let url = format!("sqlite:{}", folder.path().join("enact.db").display());
            let ledger = Ledger::open(&url, clock).await.map_err(|error| Failure::new(error.to_string()))?;
            let hosted = codes_to_host(codes)?;
            let mut server = Server::open(ledger, &hosted, None).await?;
            for files in &hosted {
                demonstration.fill(&server.ledger, files).await?;
            }
            server.demonstration = Some(demonstration);
            let letters = folder.path().join("letters");
            let from = "Demonstration <register@enact.example>";
            server.post = Post::into_folder(&letters, from).map_err(|(_, why)| Failure::new(why))?;
            server.told_from = Some(format!("http://{bound}"));
            server.signer = Signer::fresh("enact.demonstration").ok();
            let ready = began.elapsed().as_secs_f32();
            let sign_in = Address::Demonstration(Button::SignIn);
            super::print(&format!("Demonstration ready in {ready:.1} s: http://{bound}"));
            super::print(&format!("Sign in as one of its invented people, one click each: http://{bound}{sign_in}"));
            for (code, people) in server.people_to_try().await? {
                super::print(&format!("  {code}:"));
                for (name, office) in people {
                    super::print(&format!("    {name}, {office}"));
                }
            }
            super::print(&format!("Letters to those who follow it go into {}", letters.display()));
            super::print("Its data lies in a temporary folder and goes when you stop it with Ctrl+C.");
            serve(listener, Arc::new(server)).await?;
            Ok(Verdict::Right)
        })
    }
}
