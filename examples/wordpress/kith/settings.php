<?php
/**
 * What is set, and what may be. Nothing leaves this file that could not stand in a page: the option is read as carefully
 * as the form, since other plugins and imports can write it too.
 *
 * @package Kith
 */

namespace Kith;

defined( 'ABSPATH' ) || exit;

const OPTION = 'kith';

/** The languages that Kith speaks, each in its own words. */
const LANGUAGES = array(
	'en' => 'English',
	'cy' => 'Cymraeg',
	'pl' => 'Polski',
	'ar' => 'العربية',
	'uk' => 'Українська',
);

/** An origin: https, or http on this machine for trying. */
const ADDRESS = '~^(?:https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|http://(?:localhost|127\.0\.0\.1|\[::1\]))(?::[0-9]{1,5})?$~iD';

const KEY = '~^pk_[A-Za-z0-9_-]{1,64}$~D';

/** What is set. An empty text: nothing, or nothing that could be used. */
function settings() {
	$kept = get_option( OPTION );
	$kept = is_array( $kept ) ? $kept : array();
	return array(
		'address' => is_address( text_of( $kept, 'address' ) ) ? text_of( $kept, 'address' ) : '',
		'key'     => preg_match( KEY, text_of( $kept, 'key' ) ) ? text_of( $kept, 'key' ) : '',
		'way'     => 'frame' === text_of( $kept, 'way' ) ? 'frame' : 'script',
		'lang'    => isset( LANGUAGES[ text_of( $kept, 'lang' ) ] ) ? text_of( $kept, 'lang' ) : '',
		'nation'  => isset( nations()[ text_of( $kept, 'nation' ) ] ) ? text_of( $kept, 'nation' ) : 'ENGLAND',
	);
}

/** Whether there is enough to show Kith at all. */
function is_set_up() {
	$settings = settings();
	return '' !== $settings['address'] && '' !== $settings['key'];
}

/** Whose numbers can stand there when Kith cannot be reached. */
function nations() {
	return array(
		'ENGLAND'          => __( 'England', 'kith' ),
		'SCOTLAND'         => __( 'Scotland', 'kith' ),
		'WALES'            => __( 'Wales', 'kith' ),
		'NORTHERN_IRELAND' => __( 'Northern Ireland', 'kith' ),
		'UNITED_STATES'    => __( 'United States', 'kith' ),
	);
}

function is_address( $text ) {
	return (bool) preg_match( ADDRESS, $text );
}

/** What stands under a name, if it is a text. */
function text_of( $from, $name ) {
	return isset( $from[ $name ] ) && is_string( $from[ $name ] ) ? trim( $from[ $name ] ) : '';
}
