/* SPDX-License-Identifier: Apache-2.0
 *
 * warm.h - a small mail with a small ODT.  Private to the room.
 *
 * Examined once by the template, so that what is loaded at first use (charsets, GMime's and GLib's
 * types, libxml2, libzip) is there before children lose the right to open files.
 */
#pragma once

static const char warm_mail[] =
    "Received: from a.invalid by b.invalid; Sun, 1 Sep 2013 00:00:00 +0200\r\n"
    "From: =?windows-1252?Q?=C9cole?= <ecole@copil.invalid>\r\n"
    "To: copil@copil.invalid\r\n"
    "Subject: =?utf-8?B?ZmljaGUgw6k=?=\r\n"
    "Message-ID: <warm@copil.invalid>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"b\"\r\n"
    "\r\n"
    "--b\r\n"
    "Content-Type: text/plain; charset=iso-8859-15\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "Voici la fiche de l'=E9cole.\r\n"
    "--b\r\n"
    "Content-Type: application/vnd.oasis.opendocument.text\r\n"
    "Content-Disposition: attachment; filename*=utf-8''fiche%20%C3%A9.odt\r\n"
    "Content-Transfer-Encoding: base64\r\n"
    "\r\n"
    "UEsDBBQAAAAAAAAAIUNexjIMJwAAACcAAAAIAAAAbWltZXR5cGVhcHBsaWNhdGlvbi92bmQub2Fz\r\n"
    "aXMub3BlbmRvY3VtZW50LnRleHRQSwMEFAAAAAgAAAAhQ9slhY2JAAAAFQEAAAsAAABjb250ZW50\r\n"
    "LnhtbI2PQQ6CMBBFr9J0LwWXk9Kl98AyxCZ2htDB4JE8hxcDpBpZmLiazJ/3fjKWuy54hJb9GJHk\r\n"
    "4JlkmWqKV0qwXWs9DgTcpJCAmogJxAP3SG8LvmmoilJnX3CSf+2V3dzcc8MhBaZaV8VRO5vTM7f3\r\n"
    "z7I6zr7M3p2Cv6Aq1fNhTY6s2YFm12F+/O5mUEsBAhQAFAAAAAAAAAAhQ17GMgwnAAAAJwAAAAgA\r\n"
    "AAAAAAAAAAAAAIABAAAAAG1pbWV0eXBlUEsBAhQAFAAAAAgAAAAhQ9slhY2JAAAAFQEAAAsAAAAA\r\n"
    "AAAAAAAAAIABTQAAAGNvbnRlbnQueG1sUEsFBgAAAAACAAIAbwAAAP8AAAAAAA==\r\n"
    "--b--\r\n";
