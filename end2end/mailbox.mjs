// A real SMTP server that keeps what it receives, and shows it as JSON: GET /messages?to=address
import { createServer } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { mailbox, smtp, url } from './local.mjs';

const messages = [];

const keep = async (stream, session) => {
  const mail = await simpleParser(stream);
  messages.push({
    from: session.envelope.mailFrom.address,
    to: session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase()),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])),
  });
};

new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, session, done) => keep(stream, session).then(() => done(), done),
}).listen(smtp.port, smtp.host);

createServer((request, response) => {
  const to = new URL(request.url, url(mailbox)).searchParams.get('to')?.toLowerCase();
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(to ? messages.filter((message) => message.to.includes(to)) : messages));
}).listen(mailbox.port, mailbox.host);
