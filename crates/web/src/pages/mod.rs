//! One module for each noun, one file for each verb.

pub(crate) mod agency {
    pub(crate) mod list;
    pub(crate) mod show;
}
pub(crate) mod asked {
    pub(crate) mod tell;
    pub(crate) mod thanks;
}
pub(crate) mod asset {
    pub(crate) mod show;
}
pub(crate) mod audit {
    pub(crate) mod show;
}
pub(crate) mod case {
    pub(crate) mod ask;
    pub(crate) mod asking;
    pub(crate) mod back_and_forth;
    pub(crate) mod beside;
    pub(crate) mod circle;
    pub(crate) mod compelled;
    pub(crate) mod contact;
    pub(crate) mod document;
    pub(crate) mod documents;
    pub(crate) mod episode;
    pub(crate) mod erase;
    pub(crate) mod export;
    pub(crate) mod head;
    pub(crate) mod household;
    pub(crate) mod labels;
    pub(crate) mod limits;
    pub(crate) mod log;
    pub(crate) mod more;
    pub(crate) mod needs;
    pub(crate) mod notes;
    pub(crate) mod own_page;
    pub(crate) mod packet;
    pub(crate) mod parts;
    pub(crate) mod path;
    pub(crate) mod reach;
    pub(crate) mod referral;
    pub(crate) mod referrals;
    pub(crate) mod release;
    pub(crate) mod release_printed;
    pub(crate) mod releases;
    pub(crate) mod reminders;
    pub(crate) mod saying;
    pub(crate) mod sending;
    pub(crate) mod sheet;
    pub(crate) mod show;
    pub(crate) mod typed;
}
pub(crate) mod cases {
    pub(crate) mod begin;
    pub(crate) mod list;
}
pub(crate) mod circle {
    pub(crate) mod list;
    pub(crate) mod show;
}
pub(crate) mod desk {
    pub(crate) mod done;
    pub(crate) mod end;
    pub(crate) mod enter;
    pub(crate) mod findings;
    pub(crate) mod review;
    pub(crate) mod start;
    pub(crate) mod template;
}
pub(crate) mod find {
    pub(crate) mod answer;
    pub(crate) mod ask;
    pub(crate) mod choices;
    pub(crate) mod list;
}
pub(crate) mod home {
    pub(crate) mod show;
}
pub(crate) mod inbox {
    pub(crate) mod list;
    pub(crate) mod packet;
}
pub(crate) mod invitation {
    pub(crate) mod come;
}
pub(crate) mod leave {
    pub(crate) mod go;
}
pub(crate) mod listing {
    pub(crate) mod add;
    pub(crate) mod agency;
    pub(crate) mod ask;
    pub(crate) mod asks;
    pub(crate) mod confirm;
    pub(crate) mod edit;
    pub(crate) mod history;
    pub(crate) mod hours;
    pub(crate) mod location;
    pub(crate) mod locations;
    pub(crate) mod own;
    pub(crate) mod place;
    pub(crate) mod room;
    pub(crate) mod show;
}
pub(crate) mod me {
    pub(crate) mod code;
    pub(crate) mod name;
    pub(crate) mod sessions;
    pub(crate) mod show;
    pub(crate) mod words;
}
pub(crate) mod partners {
    pub(crate) mod list;
    pub(crate) mod show;
}
pub(crate) mod mine {
    pub(crate) mod ask;
    pub(crate) mod asked;
    pub(crate) mod enter;
    pub(crate) mod home;
    pub(crate) mod lock;
    pub(crate) mod notes;
    pub(crate) mod release;
    pub(crate) mod service;
    pub(crate) mod shown;
    pub(crate) mod take;
}
pub(crate) mod reply {
    pub(crate) mod show;
}
pub(crate) mod recovery {
    pub(crate) mod check;
    pub(crate) mod make;
    pub(crate) mod recover;
}
pub(crate) mod retention {
    pub(crate) mod show;
}
pub(crate) mod round {
    pub(crate) mod show;
}
pub(crate) mod questions {
    pub(crate) mod list;
}
pub(crate) mod rules {
    pub(crate) mod show;
}
pub(crate) mod safety {
    pub(crate) mod show;
}
pub(crate) mod script {
    pub(crate) mod show;
}
pub(crate) mod service {
    pub(crate) mod show;
}
pub(crate) mod sheet {
    pub(crate) mod show;
    pub(crate) mod taken;
}
pub(crate) mod setup {
    pub(crate) mod begin;
    pub(crate) mod show;
}
pub(crate) mod sign_in {
    pub(crate) mod enter;
    pub(crate) mod leave;
    pub(crate) mod show;
}
pub(crate) mod staff {
    pub(crate) mod admit;
    pub(crate) mod invite;
    pub(crate) mod lift;
    pub(crate) mod list;
    pub(crate) mod name;
    pub(crate) mod remove;
    pub(crate) mod renew;
    pub(crate) mod roles;
    pub(crate) mod step_in;
    pub(crate) mod take_back;
}
pub(crate) mod what_if {
    pub(crate) mod show;
}
pub(crate) mod work {
    pub(crate) mod start;
}
