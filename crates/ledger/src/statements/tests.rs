//! Every statement, prepared on both engines: a misspelt column or a function that one engine lacks shows here.
