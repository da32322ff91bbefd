<?php
/**
 * What the people who run the site are told, and visitors never: that something is not set, and words for a privacy notice.
 *
 * @package Kith
 */

namespace Kith;

defined( 'ABSPATH' ) || exit;

function page_address() {
	return admin_url( 'options-general.php?page=kith' );
}

function add_settings_link( $links ) {
	if ( current_user_can( 'manage_options' ) ) {
		array_unshift( $links, sprintf( '<a href="%s">%s</a>', esc_url( page_address() ), esc_html__( 'Settings', 'kith' ) ) );
	}
	return $links;
}

/** Where somebody who can do something about it comes by, and not on every screen. */
function say_what_is_missing() {
	$screen = get_current_screen();
	if ( is_set_up() || ! current_user_can( 'manage_options' ) || ! $screen || ! in_array( $screen->id, array( 'dashboard', 'plugins', 'edit-page', 'edit-post' ), true ) ) {
		return;
	}
	printf(
		'<div class="notice notice-warning"><p>%s <a href="%s">%s</a></p></div>',
		esc_html__( 'Kith shows nothing on your pages yet: it needs an address and your public key.', 'kith' ),
		esc_url( page_address() ),
		esc_html__( 'Set Kith up', 'kith' )
	);
}
add_action( 'admin_notices', __NAMESPACE__ . '\\say_what_is_missing' );

/** For find-help/editor.js. */
function tell_editor() {
	$said = array(
		'isSetUp'   => is_set_up(),
		'host'      => (string) wp_parse_url( settings()['address'], PHP_URL_HOST ),
		'settings'  => current_user_can( 'manage_options' ) ? page_address() : '',
		'languages' => LANGUAGES,
		'nations'   => nations(),
	);
	wp_add_inline_script( 'kith-find-help-editor-script', 'window.kithFindHelp = ' . wp_json_encode( $said ) . ';', 'before' );
}
add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\\tell_editor' );

/** Offered to whoever writes the site's privacy policy (Settings, Privacy); the words of Kith's console. */
function suggest_privacy_text() {
	if ( ! is_set_up() ) {
		return;
	}
	/* translators: %s: the address of Kith */
	$from = sprintf( __( 'On some of our pages you can search for services and ask to be put in touch with a peer. This part of the page is Kith, and comes from %s.', 'kith' ), settings()['address'] );
	$what = __( 'Kith sets no cookies here, stores nothing on your device and measures nobody. What you search for is sent to Kith to find an answer, and is not kept with anything about you. If you ask for a peer, you write on a page of Kith’s own, and we cannot read what you write.', 'kith' );
	wp_add_privacy_policy_content( __( 'Kith', 'kith' ), '<p>' . esc_html( $from ) . '</p><p>' . esc_html( $what ) . '</p>' );
}
add_action( 'admin_init', __NAMESPACE__ . '\\suggest_privacy_text' );
