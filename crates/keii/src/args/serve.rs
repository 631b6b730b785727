//! Arguments of `serve`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::Args;

/// Arguments of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// The port; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8484)]
    pub port: u16,

    /// The address to listen on; any but this machine's own needs --token-file
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub address: IpAddr,

    /// Let in only those who know the token in this file (16 characters or more)
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
}
