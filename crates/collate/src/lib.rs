//! From readings of many articles to one record: a pure function of the readings, whatever their
//! order.
