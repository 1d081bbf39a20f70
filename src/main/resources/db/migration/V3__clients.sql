-- Partner systems and scanners that may call the API.

create table client (
  id          text        primary key check (id <> ''),
  name        text        not null,
  scopes      text[]      not null,
  venue_id    text,
  checkpoint  text,
  attended    boolean     not null,
  secret_hash text        not null,
  expires_at  timestamptz,
  recorded_at timestamptz not null
);
comment on column client.secret_hash is 'SHA-256 in base64url of 256 random bits';
