// Reads a calendar from its input as ical.js does, and prints what is in it.
import { text } from "node:stream/consumers";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(await text(process.stdin)));
const refresh = calendar.getFirstProperty("refresh-interval");
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const alarms = component.getAllSubcomponents("valarm").map((alarm) => ({
    action: alarm.getFirstPropertyValue("action"),
    trigger: alarm.getFirstPropertyValue("trigger").toString(),
    words: alarm.getFirstPropertyValue("description"),
  }));
  const { uid, summary, description } = event;
  return {
    uid,
    summary,
    description,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    minutes: event.duration.toSeconds() / 60,
    alarms,
  };
});
console.log(
  JSON.stringify({
    name: calendar.getFirstPropertyValue("name"),
    refresh: [refresh.type, refresh.getFirstValue().toSeconds() / 3600],
    events,
  }),
);
